plugins {
    alias(libs.plugins.android.application)
    alias(libs.plugins.kotlin.compose)
}

android {
    namespace = "app.pocketcoach.android"
    compileSdk = 36
    defaultConfig {
        applicationId = "app.pocketcoach.android"
        // Health Connect needs 26; the system's own one comes with 34.
        minSdk = 26
        targetSdk = 36
        versionCode = 1
        versionName = "0.1.0"
        ndk {
            abiFilters += listOf("arm64-v8a", "x86_64")
        }
    }
    compileOptions {
        sourceCompatibility = JavaVersion.VERSION_17
        targetCompatibility = JavaVersion.VERSION_17
    }
    buildTypes {
        release {
            isMinifyEnabled = true
            isShrinkResources = true
            proguardFiles(getDefaultProguardFile("proguard-android-optimize.txt"), "proguard-rules.pro")
        }
    }
    // build-library.sh puts libpocketcoach_ffi.so of each processor there.
    sourceSets["main"].jniLibs.srcDir("jniLibs")
}

dependencies {
    implementation(project(":health"))
    implementation(project(":screens"))
    implementation(libs.activity.compose)
    implementation(libs.core)
    implementation(libs.coroutines.android)
    implementation(libs.work)
    implementation("net.java.dev.jna:jna:${libs.versions.jna.get()}@aar")
}
