/** Words of the parts that every panel uses. */
export const kit = {
  close: 'Close',
  dismiss: 'Dismiss',
  notice: 'Notice',
  notices: 'Notices',
  messages: 'Messages',
  failed: 'This panel failed. The rest of the page goes on.',
  notLoaded: 'This part of the page could not be loaded.',
  notLoadedText: 'Is there a network? The rest of the page goes on, and nothing is lost.',
  tryAgain: 'Try again',
} as const
