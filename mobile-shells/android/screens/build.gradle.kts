import javax.inject.Inject

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

/** Puts the words of the desktop's interface beside this app's own, as i18n/LANGUAGE.json. */
abstract class Words @Inject constructor(private val files: FileSystemOperations) : DefaultTask() {
    @get:InputDirectory
    @get:PathSensitive(PathSensitivity.RELATIVE)
    abstract val source: DirectoryProperty

    @get:OutputDirectory
    abstract val resources: DirectoryProperty

    @TaskAction
    fun copy() {
        files.sync {
            from(source) {
                include("*.json")
                into("i18n")
            }
            into(resources)
        }
    }
}

val words = tasks.register<Words>("words") {
    source = layout.projectDirectory.dir("../../../desktop/ui/src/i18n")
}

androidComponents {
    onVariants { variant ->
        variant.sources.resources?.addGeneratedSourceDirectory(words, Words::resources)
    }
}

dependencies {
    api(project(":model"))
    api(libs.compose.foundation)
    implementation(libs.serialization.json)
}
