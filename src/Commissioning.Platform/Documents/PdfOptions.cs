namespace Commissioning.Platform.Documents;

public sealed record PdfOptions
{
    /// <summary>"chromium" or, if the build includes it, "questpdf".</summary>
    public string Provider { get; init; } = "chromium";

    /// <summary>The licence under which this office uses QuestPDF; see OPERATIONS.md.</summary>
    public string? QuestPdfLicence { get; init; }

    /// <summary>Path of the browser that prints; searched for in the usual places when null.</summary>
    public string? Chromium { get; init; }

    /// <summary>Folder of the portal's own fonts, so that the machine's fonts do not matter.</summary>
    public string? FontsFolder { get; init; }

    public LetterHead Head { get; init; } = LetterHead.Plain;

    /// <summary>Documents after which the browser restarts.</summary>
    public int MaximumPrints { get; init; } = 2_000;

    /// <summary>Memory in bytes, over all the browser's processes, above which it restarts; shared pages count for each process.</summary>
    public long MaximumMemory { get; init; } = 2L << 30;

    /// <summary>Documents between two checks of the memory.</summary>
    public int CheckEvery { get; init; } = 50;
}
