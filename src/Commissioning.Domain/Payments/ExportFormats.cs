namespace Commissioning.Domain.Payments;

/// <summary>How an export writes days.</summary>
public enum ExportDates
{
    DayMonthYear,
    YearMonthDay,
    DigitsOnly,
    NamedMonth,
}

/// <summary>How an export writes amounts.</summary>
public enum ExportDecimals
{
    Point,
    Comma,

    /// <summary>Whole pence, without a sign between pounds and pence.</summary>
    Pence,
}

/// <summary>Which sign an amount has.</summary>
public enum ExportSigns
{
    SpentIsPositive,
    SpentIsNegative,

    /// <summary>Two columns without signs.</summary>
    DebitAndCredit,
}

/// <summary>What stands between two cells.</summary>
public enum ExportSeparator
{
    Comma,
    Semicolon,
    Tab,
    Pipe,
}

/// <summary>What stands around a cell that holds a separator.</summary>
public enum ExportQualifier
{
    DoubleQuote,
    SingleQuote,

    /// <summary>Nothing: separators within a cell become spaces.</summary>
    None,
}

/// <summary>How text becomes bytes.</summary>
public enum ExportEncoding
{
    /// <summary>UTF-8 with a byte order mark, which Excel needs.</summary>
    Utf8WithMark,
    Utf8,
    Windows1252,
    Ascii,
}
