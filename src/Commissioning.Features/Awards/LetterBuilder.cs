using Commissioning.Domain;
using Commissioning.Domain.Awards;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;
using Commissioning.Platform.Documents;

namespace Commissioning.Features.Awards;

/// <summary>Writes letters from the fund's approved template, or the default, and the data. The same data and day give the same letter. To
/// add a kind: LetterKind, its default among the templates of Domain, and its data here.</summary>
internal sealed class LetterBuilder(Office office)
{
    public sealed record Built(LetterDocument Document, LetterKind Kind, Guid? TemplateId, DateOnly? AcceptBy, DateOnly? PayBy)
    {
        /// <summary>The version of the terms in an offer; null: the portal's example, or no offer.</summary>
        public Guid? TermsId { get; init; }
    }

    /// <param name="on">The letter as it would read on this day: its date, delays and last days. Null: today.</param>
    public async Task<Built> BuildAsync(Work work, Guid letter, DateOnly? on = null)
    {
        var row = await work.FindAsync<LetterRow>(LetterSql, new { letter });
        var template = await work.FirstOrDefaultAsync<LetterTexts>(
            TemplateSql,
            new
            {
                row.FundId,
                row.Kind,
                row.BatchId,
            }
        );
        var today = on ?? LondonTime.DateOf(work.Now);
        var content = await ContentAsync(work, row.Kind, row.ApplicationId, row.SubjectId, today);
        var document = Document(
            row.Kind,
            template?.Title ?? LetterTemplates.Of(row.Kind).Title,
            template?.Body ?? LetterTemplates.Of(row.Kind).Body,
            content,
            today,
            await Letterheads.OfAsync(work, office, row.FundId)
        );
        if (row.Withdraws || row.OwnWords is not null)
            return new(
                document with
                {
                    Title = row.Withdraws ? $"Withdrawn: {document.Title}" : document.Title,
                    Blocks = LetterParagraphs.With(OwnWords(row, content, document), row.Personal, Correction(row)),
                },
                row.Kind,
                null,
                null,
                null
            );
        return new(
            document with
            {
                Blocks = LetterParagraphs.With(document.Blocks, row.Personal, Correction(row)),
                About = row.SubmittedAt is { } sent ? $"Your application of {LondonTime.Date(sent)}" : null,
            },
            row.Kind,
            template?.Id,
            content.AcceptBy,
            content.PayBy
        )
        {
            TermsId = content.TermsId,
        };
    }

    /// <summary>The blocks of a correction that does not print the words and facts of its kind.</summary>
    private static IReadOnlyList<LetterBlock> OwnWords(LetterRow row, LetterContent content, LetterDocument document) =>
        [
            new Paragraph($"Dear {content.Fields["contact"]},"),
            .. row.OwnWords is { } words
                ? LetterTemplateRules.Parts(row.Kind, words, content.Fields, content.Holds).SelectMany(part => BlocksOf(part, content))
                : [new Paragraph(Sentences.Of(row.Correction))],
            new Paragraph("Yours sincerely,"),
            .. document.Blocks.OfType<Signature>(),
        ];

    private static string? Correction(LetterRow row) =>
        row.CorrectedSentAt is { } sent
            ? row.Withdraws
                ? $"This letter withdraws our letter of {LondonTime.Date(sent)}. You do not need to do anything about that letter."
                : $"This letter corrects our letter of {LondonTime.Date(sent)} and takes its place. {Sentences.Of(row.Correction)}"
            : null;

    /// <param name="subject">What the letter is about, as in Letter.SubjectId.</param>
    public Task<LetterContent> ContentAsync(Work work, LetterKind kind, Guid application, Guid subject, DateOnly today) =>
        kind switch
        {
            LetterKind.Award or LetterKind.PartAward => new OfferLetter(office).ContentAsync(work, kind, application, today),
            LetterKind.Reserve or LetterKind.Deferred or LetterKind.Decline => new RefusalLetter(office).ContentAsync(
                work,
                kind,
                application
            ),
            LetterKind.Review => new ReviewLetter(office).ContentAsync(work, application, subject),
            LetterKind.Reminder => new AwardLetters(office).ReminderAsync(work, application, today),
            LetterKind.Underspend => new AwardLetters(office).UnderspendAsync(work, application, today),
            _ => new AwardLetters(office).VariationAsync(work, application, subject, today),
        };

    /// <param name="head">The fund's letterhead, which gives the signature its title.</param>
    public static LetterDocument Document(
        LetterKind kind,
        string title,
        string body,
        LetterContent content,
        DateOnly today,
        Letterheads.Head head
    ) =>
        new()
        {
            Title = LetterTemplateRules.Fill(title, content.Fields),
            Sender = head.Sender,
            Reference = content.Reference,
            Date = today,
            Recipient = content.Recipient,
            Blocks = LetterTemplateRules
                .Parts(kind, body, content.Fields, content.Holds)
                .SelectMany(part => BlocksOf(part, content))
                .Select(block => block is Signature signature ? head.Sign(signature) : block)
                .ToList(),
        };

    private static IReadOnlyList<LetterBlock> BlocksOf(LetterPart part, LetterContent content) =>
        part switch
        {
            LetterPart.Heading heading => [new Heading(heading.Level, heading.Text)],
            LetterPart.Paragraph paragraph => [new Paragraph(paragraph.Text)],
            LetterPart.Bullets bullets => [new Bullets(bullets.Items)],
            LetterPart.Steps steps => [new Numbered(steps.Items)],
            LetterPart.Block block => content.Blocks[block.Name],
            _ => throw new ArgumentOutOfRangeException(nameof(part), part, "A part that makes no block"),
        };

    private const string LetterSql = """
        select    l.Kind, l.ApplicationId, l.SubjectId, l.BatchId, l.Personal, l.Correction, l.OwnWords, l.Withdraws, c.SentAt as CorrectedSentAt, r.FundId, a.SubmittedAt
        from      Letter l
        join      Application a on a.Id = l.ApplicationId
        join      Round r on r.Id = a.RoundId
        left join Letter c on c.Id = l.CorrectsId
        where     l.Id = @letter
        """;

    // A template approved while a round's letters are being made is used when they are made again, so that all letters of a decision have
    // the same wording.
    private const string TemplateSql = """
        select   t.Id, t.Title, t.Body
        from     LetterTemplate t
        join     LetterBatch b on b.Id = @BatchId
        where    t.FundId = @FundId and t.Kind = @Kind and t.ApprovedAt is not null and (b.WordsAt is null or t.ApprovedAt <= b.WordsAt)
        order by t.Version desc
        """;

    private sealed record LetterRow
    {
        public required LetterKind Kind { get; init; }
        public required Guid ApplicationId { get; init; }
        public required Guid SubjectId { get; init; }
        public required Guid BatchId { get; init; }
        public required Guid FundId { get; init; }
        public string? Personal { get; init; }
        public string? Correction { get; init; }
        public string? OwnWords { get; init; }
        public required bool Withdraws { get; init; }

        /// <summary>When the letter that this one corrects was sent; null: it corrects none.</summary>
        public DateTime? CorrectedSentAt { get; init; }
        public DateTime? SubmittedAt { get; init; }
    }

    private sealed record LetterTexts
    {
        public required Guid Id { get; init; }
        public required string Title { get; init; }
        public required string Body { get; init; }
    }
}
