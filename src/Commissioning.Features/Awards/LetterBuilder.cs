using Commissioning.Domain;
using Commissioning.Domain.Awards;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;
using Commissioning.Platform.Documents;

namespace Commissioning.Features.Awards;

/// <summary>Writes letters from the fund's newest approved template, or the default, and the data. The same data give the same letter. To
/// add a kind: LetterKind, its default in LetterTemplates, and its data here.</summary>
internal sealed class LetterBuilder(Office office)
{
    public sealed record Built(LetterDocument Document, Guid? TemplateId, DateOnly? AcceptBy);

    public async Task<Built> BuildAsync(Work work, Guid letter)
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
        var content = await ContentAsync(work, row.Kind, row.ApplicationId, row.SubjectId);
        return new(
            Document(
                row.Kind,
                template?.Title ?? LetterTemplates.Of(row.Kind).Title,
                template?.Body ?? LetterTemplates.Of(row.Kind).Body,
                content,
                LondonTime.DateOf(work.Now),
                await Letterheads.OfAsync(work, office, row.FundId)
            ) with
            {
                About = row.SubmittedAt is { } sent ? $"Your application of {LondonTime.Date(LondonTime.DateOf(sent))}" : null,
            },
            template?.Id,
            content.AcceptBy
        );
    }

    /// <param name="subject">What the letter is about, as in Letter.SubjectId.</param>
    public Task<LetterContent> ContentAsync(Work work, LetterKind kind, Guid application, Guid subject) =>
        kind switch
        {
            LetterKind.Review => new ReviewLetter(office).ContentAsync(work, application, subject),
            LetterKind.Variation => new AwardLetters(office).VariationAsync(work, application, subject),
            LetterKind.Reminder => new AwardLetters(office).ReminderAsync(work, application, subject),
            LetterKind.Clawback => new AwardLetters(office).ClawbackAsync(work, application),
            _ => new OutcomeLetter(office).ContentAsync(work, kind, application),
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
            LetterPart.Block block => content.Blocks[block.Name],
            _ => throw new ArgumentOutOfRangeException(nameof(part), part, "A part that makes no block"),
        };

    private const string LetterSql = """
        select l.Kind, l.ApplicationId, l.SubjectId, l.BatchId, r.FundId, a.SubmittedAt
        from   Letter l
        join   Application a on a.Id = l.ApplicationId
        join   Round r on r.Id = a.RoundId
        where  l.Id = @letter
        """;

    // A template approved while a round's letters are being made is used for later rounds only, so that all letters of a decision have the
    // same wording.
    private const string TemplateSql = """
        select   t.Id, t.Title, t.Body
        from     LetterTemplate t
        join     LetterBatch b on b.Id = @BatchId
        where    t.FundId = @FundId and t.Kind = @Kind and t.ApprovedAt is not null and (b.DecisionId is null or t.ApprovedAt <= b.StartedAt)
        order by t.Version desc
        """;

    private sealed record LetterRow
    {
        public required LetterKind Kind { get; init; }
        public required Guid ApplicationId { get; init; }
        public required Guid SubjectId { get; init; }
        public required Guid BatchId { get; init; }
        public required Guid FundId { get; init; }
        public DateTime? SubmittedAt { get; init; }
    }

    private sealed record LetterTexts
    {
        public required Guid Id { get; init; }
        public required string Title { get; init; }
        public required string Body { get; init; }
    }
}
