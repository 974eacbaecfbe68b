/** Where the terminal stands. The folder exists in the page only; it is the one of the recorded sessions too. */
export const HOME = '/home/user'
