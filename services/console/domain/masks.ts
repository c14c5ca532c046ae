/** What people see of an ICCID: its last 6 characters. */
export function maskIccid(iccid: string): string {
  return `…${iccid.slice(-6)}`
}

/** `138****1234`; a leading 86 is the country, not the number. A short one shows nothing. */
export function maskMsisdn(msisdn: string): string {
  const national = /^861\d{10}$/.test(msisdn) ? msisdn.slice(2) : msisdn
  if (national.length < 8) return '****'
  return `${national.slice(0, 3)}****${national.slice(-4)}`
}

/** The network and no subscriber: the first 5 digits. */
export function maskImsi(imsi: string): string {
  return `${imsi.slice(0, 5)}…`
}

/** The device's model: the first 8 digits. */
export function maskImei(imei: string): string {
  return `${imei.slice(0, 8)}…`
}

/** Enough of a peer's token to tell two apart. */
export function shortenPeer(peer: string): string {
  return peer.length <= 12 ? peer : `${peer.slice(0, 11)}…`
}

/** A group is named by what binds it; where that is a number of a device or person, masked. */
export function maskGroupId(kind: string, id: string): string {
  switch (kind) {
    case 'imei':
      return maskImei(id)
    case 'iccid':
    case 'card':
      return maskIccid(id)
    case 'imsi':
      return maskImsi(id)
    case 'msisdn':
      return maskMsisdn(id)
    case 'peer':
      return shortenPeer(id)
    default:
      return id
  }
}
