namespace Commissioning.Domain.Payments;

/// <summary>How text becomes bytes.</summary>
public enum ExportEncoding
{
    /// <summary>UTF-8 with a byte order mark, which Excel needs.</summary>
    Utf8WithMark,
    Utf8,
    Windows1252,
    Ascii,
}
