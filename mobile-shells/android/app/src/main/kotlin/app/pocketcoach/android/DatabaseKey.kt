package app.pocketcoach.android

import android.content.Context
import android.security.keystore.KeyGenParameterSpec
import android.security.keystore.KeyProperties
import java.io.File
import java.security.KeyStore
import java.security.SecureRandom
import javax.crypto.Cipher
import javax.crypto.KeyGenerator
import javax.crypto.SecretKey
import javax.crypto.spec.GCMParameterSpec

/**
 * The key of the database: 32 random bytes, sealed with AES-256-GCM by a key that never leaves the Keystore. The sealed
 * file alone opens nothing, on this phone or another.
 */
class DatabaseKey(context: Context) {
    private val file = File(context.noBackupFilesDir, "key")

    /** 64 hexadecimal digits; made the first time. */
    fun hex(): String = (if (file.exists()) unseal(file.readBytes()) else create())
        .joinToString("") { "%02x".format(it) }

    /** Forgets the key, after which nobody opens the database. */
    fun erase() {
        file.delete()
        keystore().deleteEntry(ALIAS)
    }

    private fun create(): ByteArray {
        val secret = ByteArray(KEY_BYTES).also(SecureRandom()::nextBytes)
        val cipher = Cipher.getInstance(TRANSFORMATION).apply { init(Cipher.ENCRYPT_MODE, sealer()) }
        val sealed = cipher.iv + cipher.doFinal(secret)
        // Whole or not at all: half a key would lock the person out of what is written with it.
        val fresh = File(file.path + ".new")
        fresh.outputStream().use { out ->
            out.write(sealed)
            out.fd.sync()
        }
        check(fresh.renameTo(file)) { "keep the database key: the file could not be put in its place" }
        return secret
    }

    private fun unseal(sealed: ByteArray): ByteArray {
        val parameters = GCMParameterSpec(TAG_BITS, sealed, 0, IV_BYTES)
        val cipher = Cipher.getInstance(TRANSFORMATION).apply { init(Cipher.DECRYPT_MODE, sealer(), parameters) }
        return cipher.doFinal(sealed, IV_BYTES, sealed.size - IV_BYTES)
    }

    private fun keystore() = KeyStore.getInstance(PROVIDER).apply { load(null) }

    private fun sealer(): SecretKey = keystore().getKey(ALIAS, null) as SecretKey? ?: run {
        val purposes = KeyProperties.PURPOSE_ENCRYPT or KeyProperties.PURPOSE_DECRYPT
        val parameters = KeyGenParameterSpec.Builder(ALIAS, purposes)
            .setBlockModes(KeyProperties.BLOCK_MODE_GCM)
            .setEncryptionPaddings(KeyProperties.ENCRYPTION_PADDING_NONE)
            .setKeySize(KEY_BYTES * 8)
            .build()
        KeyGenerator.getInstance(KeyProperties.KEY_ALGORITHM_AES, PROVIDER).apply { init(parameters) }.generateKey()
    }

    private companion object {
        const val ALIAS = "pocketcoach-database"
        const val PROVIDER = "AndroidKeyStore"
        const val TRANSFORMATION = "AES/GCM/NoPadding"
        const val KEY_BYTES = 32
        const val IV_BYTES = 12
        const val TAG_BITS = 128
    }
}
