# Brings the library for iOS along; `cargo xtask bindings package apple` makes the XCFramework.
Pod::Spec.new do |spec|
  spec.name = 'pocketcoach'
  spec.version = '0.1.0'
  spec.summary = 'PocketCoach for Flutter'
  spec.homepage = 'https://github.com/pocketcoach/pocketcoach'
  spec.license = { type: 'MIT OR Apache-2.0' }
  spec.author = 'PocketCoach'
  spec.source = { path: '.' }
  spec.platform = :ios, '17.0'
  spec.vendored_frameworks = 'PocketCoachFFI.xcframework'
  spec.libraries = 'c++'
  spec.frameworks = 'Security', 'Metal', 'Accelerate'
  # Symbols are looked up at run time, so the linker must not drop what nothing names.
  spec.user_target_xcconfig = {
    'OTHER_LDFLAGS' => '$(inherited) -force_load "$(PODS_XCFRAMEWORKS_BUILD_DIR)/pocketcoach/libpocketcoach_ffi.a"'
  }
end
