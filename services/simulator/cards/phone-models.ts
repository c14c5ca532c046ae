/** Made-up models of phones, first eight digits of their IMEIs. */
export const PHONE_TACS = ['86999011', '86999012', '86999013', '86999014', '86999015'] as const
