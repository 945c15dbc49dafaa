plugins {
    alias(libs.plugins.android.library)
    alias(libs.plugins.kotlin.compose)
}

android {
    namespace = "app.pocketcoach.screens"
    compileSdk = 36
    defaultConfig {
        minSdk = 26
    }
    compileOptions {
        sourceCompatibility = JavaVersion.VERSION_17
        targetCompatibility = JavaVersion.VERSION_17
    }
}

// The words of the desktop's interface lie beside this app's own, as i18n/LANGUAGE.json.
val words = tasks.register<Sync>("words") {
    from("../../../desktop/ui/src/i18n") {
        include("*.json")
        into("i18n")
    }
    into(layout.buildDirectory.dir("words"))
}

androidComponents {
    onVariants { variant ->
        variant.sources.resources?.addStaticSourceDirectory(layout.buildDirectory.dir("words").get().asFile.path)
    }
}

tasks.matching { it.name.startsWith("process") && it.name.endsWith("JavaRes") }.configureEach { dependsOn(words) }

dependencies {
    api(project(":model"))
    api(libs.compose.foundation)
    implementation(libs.serialization.json)
}
