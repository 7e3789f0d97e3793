namespace Commissioning.Platform.Documents;

public sealed record PdfOptions
{
    /// <summary>chromium or, where it was built, questpdf.</summary>
    public string Provider { get; init; } = "chromium";

    /// <summary>The licence under which this office uses QuestPDF; see OPERATIONS.md.</summary>
    public string? QuestPdfLicence { get; init; }

    /// <summary>The browser to print with; found by itself where it is installed in the usual place.</summary>
    public string? Chromium { get; init; }

    /// <summary>Where the portal's own fonts are, so that no machine's fonts matter.</summary>
    public string? FontsFolder { get; init; }

    /// <summary>Documents after which the browser is started again.</summary>
    public int MaximumPrints { get; init; } = 2_000;

    /// <summary>Bytes of all the browser's processes together after which it is started again; pages they share are counted for each.</summary>
    public long MaximumMemory { get; init; } = 2L << 30;

    /// <summary>Documents between two looks at the memory.</summary>
    public int CheckEvery { get; init; } = 50;
}
