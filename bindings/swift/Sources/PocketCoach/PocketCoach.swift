// What is generated is part of this module to whoever imports it.
@_exported import PocketCoachGenerated
