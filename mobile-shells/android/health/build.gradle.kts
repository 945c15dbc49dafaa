plugins {
    alias(libs.plugins.android.library)
}

android {
    namespace = "app.pocketcoach.health"
    compileSdk = 36
    defaultConfig {
        minSdk = 26
    }
    compileOptions {
        sourceCompatibility = JavaVersion.VERSION_17
        targetCompatibility = JavaVersion.VERSION_17
    }
}

dependencies {
    api(project(":sdk"))
    api(libs.health.connect)
    implementation(libs.coroutines)
}
