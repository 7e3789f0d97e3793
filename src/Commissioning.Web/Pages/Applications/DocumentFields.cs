using Commissioning.Domain;
using Commissioning.Domain.Funds;
using Commissioning.Features.Applications;
using Commissioning.Platform.Files;
using Commissioning.Web.TagHelpers;

namespace Commissioning.Web.Pages.Applications;

/// <summary>The documents of some kinds, with the boxes to add and remove them: of a draft, or of what was asked for again.</summary>
/// <param name="Files">One box per kind.</param>
/// <param name="Address">The page to which the forms are sent.</param>
/// <param name="HasScanner">Whether files are checked for viruses; until then they cannot be opened.</param>
public sealed record DocumentFields(
    IFormFile?[] Files,
    Guid?[] Instead,
    IReadOnlyList<DocumentKind> Kinds,
    IReadOnlySet<Guid> Needed,
    IReadOnlyList<ApplicationDocumentQueries.Document> Documents,
    string Address,
    Func<Guid, string> LinkTo,
    bool HasScanner
)
{
    private const int LargestThumbnail = 600 * 1024;

    /// <summary>The expiry dates, one per kind; none where they are not asked for.</summary>
    public IReadOnlyList<DateParts> Expires { get; init; } = [];

    /// <summary>What may be offered from earlier applications, and why one may not be used again.</summary>
    public IReadOnlyDictionary<Guid, ApplicationDocumentQueries.HeldDocument> Held { get; init; } =
        new Dictionary<Guid, ApplicationDocumentQueries.HeldDocument>();
    public Func<ApplicationDocumentQueries.HeldDocument, Refusal?> WhyCannotUseAgain { get; init; } = _ => null;
    public DateOnly Today { get; init; }

    /// <summary>The round's questions, to which the kinds' conditions refer.</summary>
    public IReadOnlyList<Question> Questions { get; init; } = [];

    public IReadOnlyList<ApplicationDocumentQueries.Document> Of(DocumentKind kind) =>
        Documents.Where(document => document.DocumentKindId == kind.Id).ToList();

    public IReadOnlyList<Choice> InsteadOf(DocumentKind kind) =>
        [new("", "None: add it to the others"), .. Of(kind).Select(document => new Choice(document.Id.ToString(), document.Name))];

    /// <summary>Not while the virus scanner has not passed it.</summary>
    public bool MayShow(ApplicationDocumentQueries.Document document) => MayShow(document, HasScanner);

    /// <inheritdoc cref="MayShow(ApplicationDocumentQueries.Document)"/>
    public static bool MayShow(ApplicationDocumentQueries.Document document, bool hasScanner) =>
        PagePictures.MayShow(document.Name)
        && document.ScanState != ScanState.Quarantined
        && !(hasScanner && document.ScanState == ScanState.Awaiting);

    /// <summary>A page of a PDF is drawn small; a picture is sent as it is, so a large one is not shown in the list.</summary>
    public bool HasThumbnail(ApplicationDocumentQueries.Document document) =>
        MayShow(document)
        && (Path.GetExtension(document.Name) is ".pdf" ? PagePictures.CanShowPdf : document.ByteLength <= LargestThumbnail);

    /// <summary>What became of a file, in an applicant's words; null when there is nothing to say.</summary>
    public string? StateOf(ApplicationDocumentQueries.Document document) => StateOf(document, HasScanner);

    /// <inheritdoc cref="StateOf(ApplicationDocumentQueries.Document)"/>
    public static string? StateOf(ApplicationDocumentQueries.Document document, bool hasScanner) =>
        document.ScanState switch
        {
            ScanState.Quarantined => "A virus was found: remove it and add a clean copy",
            ScanState.Awaiting when hasScanner => "Being checked for viruses",
            ScanState.Clean => "Checked for viruses",
            _ => null,
        };

    /// <summary>The kind of document in a sentence, with what the office already has.</summary>
    public static string WhatWeHave(ApplicationDocumentQueries.HeldDocument held) =>
        $"We have your {Sentences.SmallFirst(held.Kind)} of {LondonTime.Date(held.AddedOn)}{(held.ExpiresOn is { } until ? $", good until {LondonTime.Date(until)}" : "")}: {held.Name}. Has it changed?";
}
