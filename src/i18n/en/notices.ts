/** What the page says at its foot about itself: what is kept, what is missing, what takes long. */
export const notices = {
  partsMissing: 'Some parts of the page could not be loaded yet.',
  partsMissingDetail: 'Is there a network? They are asked for again; what is here works.',
  notKept: 'This browser does not keep your work.',
  notKeptDetail:
    'Its storage is full or forbidden. Everything works until you close the page: use Save or Share to keep it.',
  earlierNotOpened: 'Your earlier work could not be opened yet.',
  earlierNotOpenedDetail: 'A part of the page could not be loaded. Is there a network? Nothing is lost.',
  earlierKept: 'Your earlier work is kept.',
  bringBack: 'Bring it back',
  linkNotOpened: 'The link could not be opened.',
  linkNotLoaded: 'A part of the page could not be loaded. Reload the page, and open the link again.',
  fileTooBig: 'It is bigger than 16 MB.',
  fileNotLoaded: 'A part of the page could not be loaded. Is there a network? Open the file again then.',
  commandsLoading: 'What runs commands is still being loaded.',
  commandsLoadingDetail: 'The command runs as soon as it is here.',
  replayStopped: 'The replay was stopped.',
  replayStoppedDetail: '{{played}} of {{entries}} commands were carried out; the clock goes on from there.',
  silent: 'The cluster has not answered for some seconds.',
  silentDetail: 'It may be busy with what it was asked last. You can wait, or build it again.',
  stop: 'Stop it',
} as const
