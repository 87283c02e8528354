"""Files that come back: edited exports, compared field by field, and what others track.

import-export's own machinery is not used here: its rows write to models, while ours go through
the curators' verbs; and what has to be told (conflicts by version, tampered quotes, notes) its
preview has no place for. Reading, comparing and carrying out are three small modules instead.
"""
