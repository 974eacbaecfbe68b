// Completion, hover and validation of YAML, off the page's thread.
import 'monaco-yaml/yaml.worker.js'
