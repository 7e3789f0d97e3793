using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Casework;
using Commissioning.Platform.Data;
using Commissioning.Platform.Documents;
using Commissioning.Platform.Spreadsheets;

namespace Commissioning.Features.Casework;

/// <summary>Copies for answers under the Freedom of Information Act and for people who ask what is held about them.</summary>
public static class FoiQueries
{
    /// <summary>Passages that a page shows at once.</summary>
    public const int PageSize = 50;

    /// <summary>The most words that a page lists by words.</summary>
    public const int MostWords = 200;

    public sealed record Answer
    {
        public required Guid Id { get; init; }

        /// <summary>Null: about a person.</summary>
        public Guid? ApplicationId { get; init; }

        /// <inheritdoc cref="ApplicationId"/>
        public string? Reference { get; init; }

        /// <summary>Null: about an application.</summary>
        public string? PersonName { get; init; }
        public required int Number { get; init; }
        public required FoiState State { get; init; }
        public required Guid MadeBy { get; init; }
        public required string Maker { get; init; }
        public required DateTime MadeAt { get; init; }
        public string? Approver { get; init; }
        public DateTime? ApprovedAt { get; init; }
        public Guid? PdfFileId { get; init; }
        public Guid? BookFileId { get; init; }
        public required int Version { get; init; }
        public required int Proposed { get; init; }
        public required int Removed { get; init; }
        public required int Kept { get; init; }
        public bool IsApproved => State == FoiState.Approved;

        /// <summary>What it is called on pages.</summary>
        public string Name => $"{Reference ?? PersonName}, copy {Number.ToString(CultureInfo.InvariantCulture)}";

        /// <summary>The beginning of its files' names, which say nothing of a person.</summary>
        public string FileName =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"{(Reference is null ? $"person-{Id.ToString()[..8]}" : $"redacted-{Reference}")}-copy-{Number}"
            );
    }

    /// <summary>A passage as it is stored.</summary>
    public sealed record StoredPassage
    {
        public required int Number { get; init; }
        public required int TextNumber { get; init; }
        public required int StartsAt { get; init; }
        public required int CharCount { get; init; }
        public required PassageKind Kind { get; init; }
        public required PassageState State { get; init; }
        public required FoiSection Section { get; init; }
        public required string Reason { get; init; }
        public string? Shown { get; init; }
        public string? DecidedBy { get; init; }
        public DateTime? DecidedAt { get; init; }

        public Passage Passage =>
            new()
            {
                TextNumber = TextNumber,
                StartsAt = StartsAt,
                CharCount = CharCount,
                Kind = Kind,
                State = State,
                Section = Section,
                Reason = Reason,
                Shown = Shown,
            };
    }

    /// <summary>Words with the number of their places, and the first of these passages.</summary>
    public sealed record WordCount
    {
        public required int Number { get; init; }
        public required string Words { get; init; }
        public required string Reason { get; init; }
        public required int Places { get; init; }
    }

    /// <param name="Passages">Each with its sentence, in parts, and the section of the file in which it stands.</param>
    /// <param name="Found">How many there are on all pages.</param>
    /// <param name="Same">The words, those with the most places first.</param>
    public sealed record Shown(
        Answer Answer,
        IReadOnlyList<(StoredPassage Passage, string Before, string Words, string After, string Place)> Passages,
        int Found,
        IReadOnlyList<WordCount> Same,
        IReadOnlyList<string> Files
    );

    public static async Task<Answer> GetAsync(Work work, Guid id) =>
        await work.FindOrDefaultAsync<Answer>($"{AnswerSql} where f.Id = @id", new { id }) ?? throw new NotFoundException("No such copy");

    /// <summary>The copies of an application, newest first.</summary>
    public static Task<IReadOnlyList<Answer>> OfApplicationAsync(Work work, Guid application) =>
        work.QueryAsync<Answer>($"{AnswerSql} where f.ApplicationId = @application order by f.Number desc, f.Id", new { application });

    /// <summary>The copies made for people who asked what is held about them, newest first.</summary>
    public static Task<IReadOnlyList<Answer>> OfPeopleAsync(Work work) =>
        work.QueryAsync<Answer>($"{AnswerSql} where f.ApplicationId is null order by f.MadeAt desc, f.Id");

    /// <summary>A page of the passages in one state, in the order of the document.</summary>
    /// <param name="words">Only places with these words; null or empty: all.</param>
    /// <param name="page">From 1.</param>
    public static async Task<Shown> ShowAsync(Work work, Guid id, PassageState state, string? words, int page)
    {
        var answer = await GetAsync(work, id);
        var document = await DocumentAsync(work, id);
        var (texts, places) = (AnswerTexts.Of(document), PlacesOf(document));
        var about = new
        {
            id,
            State = state.ToString(),
            Words = string.IsNullOrEmpty(words) ? null : words,
            First = (Math.Max(1, page) - 1) * PageSize + 1,
            Last = Math.Max(1, page) * PageSize,
        };
        var passages = await work.QueryAsync<StoredPassage>(
            $"""
            select    x.Number, x.TextNumber, x.StartsAt, x.CharCount, x.Kind, x.State, x.Section, x.Reason, x.Shown, d.DisplayName as DecidedBy, x.DecidedAt
            from      (select g.Number, g.TextNumber, g.StartsAt, g.CharCount, g.Kind, g.State, g.Section, g.Reason, g.Shown, g.DecidedBy, g.DecidedAt, row_number() over (order by g.TextNumber, g.StartsAt, g.Number) as RowNumber from FoiPassage g where {FilterSql}) x
            left join Person d on d.Id = x.DecidedBy
            where     x.RowNumber between @First and @Last
            order by  x.RowNumber
            """,
            about
        );
        return new(
            answer,
            passages
                .Select(one =>
                {
                    var (before, said, after) = Redaction.Around(texts[one.TextNumber], one.Passage);
                    return (one, before, said, after, places[one.TextNumber]);
                })
                .ToList(),
            await work.ScalarAsync<int>($"select count(*) from FoiPassage g where {FilterSql}", about),
            await work.QueryAsync<WordCount>(
                $"select x.Number, x.Words, x.Reason, x.Places from (select y.Number, y.Words, y.Reason, y.Places, row_number() over (order by y.Places desc, y.Words, y.Number) as RowNumber from (select min(g.Number) as Number, g.Words, min(g.Reason) as Reason, count(*) as Places from FoiPassage g where g.AnswerId = @id and g.State = @State group by g.Words, g.CharCount) y) x where x.RowNumber <= {MostWords} order by x.RowNumber",
                about
            ),
            FilesOf(document)
        );
    }

    /// <summary>The frozen document before anything is taken out.</summary>
    internal static async Task<LetterDocument> DocumentAsync(Work work, Guid id) =>
        LetterDocument.FromJson((await work.ScalarAsync<string>("select DocumentJson from FoiAnswer where Id = @id", new { id }))!);

    internal static Task<IReadOnlyList<StoredPassage>> PassagesAsync(Work work, Guid id) =>
        work.QueryAsync<StoredPassage>(
            """
            select    g.Number, g.TextNumber, g.StartsAt, g.CharCount, g.Kind, g.State, g.Section, g.Reason, g.Shown, d.DisplayName as DecidedBy, g.DecidedAt
            from      FoiPassage g
            left join Person d on d.Id = g.DecidedBy
            where     g.AnswerId = @id
            order by  g.TextNumber, g.StartsAt, g.Number
            """,
            new { id }
        );

    /// <summary>The document with what is removed taken out of its texts.</summary>
    internal static LetterDocument Redacted(LetterDocument document, IEnumerable<Passage> passages)
    {
        var byText = passages.Where(one => one.State == PassageState.Removed).ToLookup(one => one.TextNumber);
        var copy = AnswerTexts.Map(document, (number, text) => byText.Contains(number) ? Redaction.Of(text, byText[number]) : text);
        return copy with
        {
            Title = $"Redacted copy: {copy.Title}",
            Blocks =
            [
                new Paragraph(
                    document.Reference is null
                        ? $"Words about other people are taken out where a mark such as {Redaction.Mark([FoiSection.PersonalData])} stands in their place. Uploaded files are not part of this copy."
                        : $"Words are taken out where a section of the Freedom of Information Act 2000 stands in their place, such as {Redaction.Mark([FoiSection.PersonalData])}: {string.Join("; ", FoiSections.All.Order().Select(FoiSections.Words))}. Assessors are known by a letter, the same one throughout. Uploaded files are listed, and are not part of this copy."
                ),
                .. copy.Blocks,
            ],
        };
    }

    /// <summary>What was taken out, as CSV.</summary>
    /// <param name="withWords">For the office; without them it may be handed over.</param>
    internal static byte[] Log(LetterDocument document, IReadOnlyList<StoredPassage> passages, bool withWords)
    {
        var texts = AnswerTexts.Of(document);
        var places = PlacesOf(document);
        return CsvText.Write([
            withWords
                ?
                [
                    "Number",
                    "Part",
                    "Section of the Act",
                    "Reason",
                    "Words taken out",
                    "What stands there",
                    "Decided by",
                    "Decided at (UTC)",
                ]
                : ["Number", "Part", "Section of the Act", "Reason", "What stands there"],
            .. passages
                .Where(one => one.State == PassageState.Removed)
                .Select(
                    (one, i) =>
                    {
                        var number = (i + 1).ToString(CultureInfo.InvariantCulture);
                        var mark = one.Shown ?? Redaction.Mark([one.Section]);
                        return (IReadOnlyList<string>)(
                            withWords
                                ?
                                [
                                    number,
                                    places[one.TextNumber],
                                    FoiSections.Words(one.Section),
                                    one.Reason,
                                    one.Passage.In(texts[one.TextNumber]),
                                    mark,
                                    one.DecidedBy ?? "By rule",
                                    one.DecidedAt?.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? "",
                                ]
                                : [number, places[one.TextNumber], FoiSections.Words(one.Section), NeutralReason(one), mark]
                        );
                    }
                ),
        ]);
    }

    // What is found of a name says the name.
    private static string NeutralReason(StoredPassage passage) =>
        passage.Kind switch
        {
            // What somebody typed about it may say it too.
            PassageKind.Field => passage.DecidedAt is null ? passage.Reason : "A field about a person",
            PassageKind.Name or PassageKind.OrdinaryWord => "A person's name",
            PassageKind.Own => "Taken out by the office",
            PassageKind.Email => "E-mail address",
            PassageKind.Telephone => "Telephone number",
            PassageKind.DateOfBirth => "Date of birth",
            _ => passage.Kind.ToString(),
        };

    /// <summary>The uploaded files that the document lists: they are not searched.</summary>
    private static IReadOnlyList<string> FilesOf(LetterDocument document) =>
        document
            .Blocks.OfType<Figures>()
            .Where(table => table.Caption == "Files" && table.Columns.Count == 5)
            .SelectMany(table => table.Rows.Select(row => $"{row[2]} ({row[0]}: {row[1]})"))
            .ToList();

    /// <summary>For each text the section in which it stands.</summary>
    private static List<string> PlacesOf(LetterDocument document)
    {
        var (places, section) = (new List<string> { "Title" }, "Summary");
        foreach (var block in document.Blocks)
        {
            if (block is Heading { Level: 2 } heading)
                section = heading.Text;
            var count = AnswerTexts.Of(document with { Blocks = [block] }).Count - 1;
            places.AddRange(Enumerable.Repeat(section, count));
        }
        return places;
    }

    private const string FilterSql = "g.AnswerId = @id and g.State = @State and (@Words is null or g.Words = @Words)";

    private const string AnswerSql = """
        select    f.Id, f.ApplicationId, a.Reference, f.PersonName, f.Number, f.State, f.MadeBy, m.DisplayName as Maker, f.MadeAt, p.DisplayName as Approver, f.ApprovedAt, f.PdfFileId, f.BookFileId, f.Version,
                  (select count(*) from FoiPassage g where g.AnswerId = f.Id and g.State = 'Proposed') as Proposed,
                  (select count(*) from FoiPassage g where g.AnswerId = f.Id and g.State = 'Removed') as Removed,
                  (select count(*) from FoiPassage g where g.AnswerId = f.Id and g.State = 'Kept') as Kept
        from      FoiAnswer f
        join      Person m on m.Id = f.MadeBy
        left join Person p on p.Id = f.ApprovedBy
        left join Application a on a.Id = f.ApplicationId
        """;
}
