// The bindings that UniFFI generates (`cargo xtask bindings generate --language kotlin`), and the layer of flows over them.
plugins {
    alias(libs.plugins.kotlin.jvm)
}

kotlin {
    jvmToolchain(17)
}

sourceSets {
    main {
        kotlin.srcDir("../../../bindings/kotlin/src/main/kotlin")
    }
}

dependencies {
    api(libs.coroutines)
    // The app brings JNA as an Android archive, which has its native part for phones.
    compileOnly(libs.jna)
}
