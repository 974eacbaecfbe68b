/** Words of the parts that every panel uses. */
export const kit = {
  close: 'Close',
  dismiss: 'Dismiss',
  notice: 'Notice',
  notices: 'Notices',
  messages: 'Messages',
} as const
