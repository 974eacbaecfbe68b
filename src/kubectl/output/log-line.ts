/** What klog puts before a warning: a moment and a thread that mean nothing here. */
export const DEPRECATION_LOG = 'W0101 00:00:00.000000       1'
