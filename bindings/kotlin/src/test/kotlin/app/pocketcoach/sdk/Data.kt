package app.pocketcoach.sdk

import com.fasterxml.jackson.core.JsonGenerator
import com.fasterxml.jackson.core.JsonParser
import com.fasterxml.jackson.databind.DeserializationContext
import com.fasterxml.jackson.databind.DeserializationFeature
import com.fasterxml.jackson.databind.JsonDeserializer
import com.fasterxml.jackson.databind.JsonNode
import com.fasterxml.jackson.databind.JsonSerializer
import com.fasterxml.jackson.databind.MapperFeature
import com.fasterxml.jackson.databind.PropertyNamingStrategies
import com.fasterxml.jackson.databind.SerializerProvider
import com.fasterxml.jackson.databind.json.JsonMapper
import com.fasterxml.jackson.databind.module.SimpleModule
import com.fasterxml.jackson.databind.node.ObjectNode
import com.fasterxml.jackson.module.kotlin.kotlinModule
import java.lang.reflect.Type
import kotlin.math.abs
import kotlin.test.assertEquals
import kotlin.test.assertTrue

/** Records of the boundary out of data and back: names in snake case, enums as their names, bytes as text. */
object Data {
    private val words = SimpleModule()
        .addSerializer(ByteArray::class.java, object : JsonSerializer<ByteArray>() {
            override fun serialize(value: ByteArray, out: JsonGenerator, provider: SerializerProvider) =
                out.writeString(value.decodeToString())
        })
        .addDeserializer(ByteArray::class.java, object : JsonDeserializer<ByteArray>() {
            override fun deserialize(parser: JsonParser, context: DeserializationContext) =
                parser.text.encodeToByteArray()
        })
        .addSerializer(Enum::class.java, object : JsonSerializer<Enum<*>>() {
            override fun serialize(value: Enum<*>, out: JsonGenerator, provider: SerializerProvider) =
                out.writeString(value.name.lowercase())
        })
    private val mapper = JsonMapper.builder()
        .addModule(kotlinModule())
        .addModule(words)
        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .build()

    fun read(text: String): JsonNode = mapper.readTree(text)

    fun objectNode(): ObjectNode = mapper.createObjectNode()

    fun shown(value: Any?): JsonNode = mapper.valueToTree(value)

    fun built(value: JsonNode, type: Type): Any? =
        if (value.isNull) null else mapper.readerFor(mapper.constructType(type)).readValue<Any?>(value)

    fun snake(camel: String) = camel.replace(Regex("(?<=[a-z0-9])(?=[A-Z])"), "_").lowercase()

    fun camel(snake: String) = snake.split('_').let { parts ->
        parts.first() + parts.drop(1).joinToString("") { it.replaceFirstChar(Char::uppercase) }
    }
}

/** Comparing a result with what is expected of it. */
object Expect {
    fun fits(expected: JsonNode, value: JsonNode, at: String) {
        if (!expected.isObject) return same(expected, value, at)
        if (expected.size() == 1 && expected.has("is")) return same(expected["is"], value, at)
        expected.properties().forEach { (word, wanted) -> one(word, wanted, value, at) }
    }

    private fun one(word: String, wanted: JsonNode, value: JsonNode, at: String) {
        fun check(fine: Boolean) = assertTrue(fine, "$at: $value does not fit $word $wanted")
        when {
            word == "contains" && value.isTextual -> check(wanted.asText() in value.asText())
            word == "contains" && value.isArray -> check(value.any { isFit(wanted, it) })
            word == "lacks" && value.isTextual -> check(wanted.asText() !in value.asText())
            word == "lacks" && value.isArray -> check(value.none { isFit(wanted, it) })
            word == "at_least" && value.isNumber -> check(value.asDouble() >= wanted.asDouble())
            word == "at_most" && value.isNumber -> check(value.asDouble() <= wanted.asDouble())
            word == "any" -> check(wanted.any { isFit(it, value) })
            word == "empty" && value.isTextual -> check(value.asText().isEmpty() == wanted.asBoolean())
            word == "empty" && value.isArray -> check(value.isEmpty == wanted.asBoolean())
            word == "null" -> check(value.isNull == wanted.asBoolean())
            word == "json" && value.isTextual -> fits(wanted, Data.read(value.asText()), "$at as JSON")
            word == "length" && value.isTextual ->
                fits(wanted, Data.shown(value.asText().let { it.codePointCount(0, it.length) }), "$at.length")
            word == "length" && value.isArray -> fits(wanted, Data.shown(value.size()), "$at.length")
            value.isArray -> {
                val place = word.toInt().let { if (it < 0) value.size() + it else it }
                check(place in 0 until value.size())
                fits(wanted, value[place], "$at.$word")
            }
            value.isObject -> {
                assertTrue(value.has(word), "$at: there is no $word in ${value.fieldNames().asSequence().toList()}")
                fits(wanted, value[word], "$at.$word")
            }
            else -> throw AssertionError("$at: $word does not apply to $value")
        }
    }

    private fun isFit(expected: JsonNode, value: JsonNode) = try {
        fits(expected, value, "")
        true
    } catch (_: AssertionError) {
        false
    } catch (_: NumberFormatException) {
        false
    }

    private fun same(expected: JsonNode, value: JsonNode, at: String) {
        if (expected.isNumber && value.isNumber) {
            assertTrue(abs(expected.asDouble() - value.asDouble()) <= 1e-9, "$at: $value instead of $expected")
        } else {
            assertEquals(expected, value, at)
        }
    }

    /** A part of a result, by a path such as `result.proposals.0.id`. */
    fun part(value: JsonNode, path: String): JsonNode =
        path.split('.').filter { it.isNotEmpty() }.fold(value) { part, step ->
            if (part.isArray) part[step.toInt()] else part[step]
        }
}
