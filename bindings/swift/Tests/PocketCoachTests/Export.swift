import Foundation

/// Made-up Apple Health exports, small enough to know what is in them.
enum Export {
    static let days = 30
    static let recordsPerDay = 10
    static let records = days * recordsPerDay

    private static let stamp = formatter("yyyy-MM-dd HH:mm:ss")
    private static let date = formatter("yyyy-MM-dd")

    /// The last thirty days as dates, yesterday being the last one.
    static let dates: [String] = starts.map { date.string(from: $0) }
    static var yesterday: String { dates[days - 1] }

    private static let starts: [Date] = {
        let today = (Date().timeIntervalSince1970 / 86_400).rounded(.down)
        return (1...days).reversed().map { Date(timeIntervalSince1970: (today - Double($0)) * 86_400) }
    }()

    static func steps(of day: Int) -> Double { Double(4 * (1000 + 10 * (day % 50))) }

    /// Thirty days of steps, heart rate, nights and weight.
    static func small(in folder: URL) throws -> URL {
        var text = head
        for (day, midnight) in starts.enumerated() {
            text += record(
                "CategoryTypeIdentifierSleepAnalysis", nil, "HKCategoryValueSleepAnalysisAsleepCore", midnight, 7 * 60)
            for hour in [8, 11, 14, 17] {
                let at = midnight.addingTimeInterval(Double(hour) * 3600)
                text += record("QuantityTypeIdentifierStepCount", "count", "\(Int(steps(of: day)) / 4)", at, 30)
                text += record("QuantityTypeIdentifierHeartRate", "count/min", "\(60 + hour)", at, 0)
            }
            text += record("QuantityTypeIdentifierBodyMass", "kg", "80", midnight.addingTimeInterval(7 * 3600), 0)
        }
        return try write(text, to: folder.appendingPathComponent("small.xml"))
    }

    /// Heart rate every minute, so much of it that reading it takes a while.
    static func big(in folder: URL, records: Int) throws -> URL {
        let begin = Date(timeIntervalSince1970: 1_704_067_200)
        var text = head
        for minute in 0..<records {
            let at = begin.addingTimeInterval(Double(minute) * 60)
            text += record("QuantityTypeIdentifierHeartRate", "count/min", "\(60 + minute % 40)", at, 0)
        }
        return try write(text, to: folder.appendingPathComponent("big.xml"))
    }

    private static var head: String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <HealthData locale="en_GB">
         <ExportDate value="\(stamp.string(from: Date())) +0000"/>

        """
    }

    private static func record(
        _ kind: String, _ unit: String?, _ value: String, _ start: Date, _ minutes: Int
    ) -> String {
        let begin = stamp.string(from: start)
        let end = stamp.string(from: start.addingTimeInterval(Double(minutes) * 60))
        let unit = unit.map { " unit=\"\($0)\"" } ?? ""
        return """
             <Record type="HK\(kind)" sourceName="Watch" sourceVersion="11.0"\(unit) creationDate="\(end) +0000" \
            startDate="\(begin) +0000" endDate="\(end) +0000" value="\(value)"/>

            """
    }

    private static func write(_ text: String, to file: URL) throws -> URL {
        try (text + "</HealthData>\n").write(to: file, atomically: true, encoding: .utf8)
        return file
    }

    private static func formatter(_ format: String) -> DateFormatter {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(identifier: "UTC")
        formatter.dateFormat = format
        return formatter
    }
}
