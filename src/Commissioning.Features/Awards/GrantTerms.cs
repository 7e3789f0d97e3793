using Commissioning.Domain.Awards;
using Commissioning.Platform.Data;
using Commissioning.Platform.Documents;

namespace Commissioning.Features.Awards;

/// <summary>The terms of a fund's grants, version by version. Offers use the newest version that a legal reviewer approved, or the portal's
/// example before there is one.</summary>
public static class GrantTerms
{
    public sealed record Version
    {
        public required Guid Id { get; init; }
        public required int Number { get; init; }
        public required Guid WrittenBy { get; init; }
        public required string WrittenByName { get; init; }
        public required DateTime WrittenAt { get; init; }
        public DateTime? ApprovedAt { get; init; }
        public string? ReviewerName { get; init; }
        public string? ReviewerRole { get; init; }
        public string? ReviewNote { get; init; }

        /// <summary>Such as "Version 2, approved by Miriam Aziz, solicitor, on 3 March 2027".</summary>
        public string InWords =>
            ApprovedAt is { } at
                ? $"Version {Number}, approved by {ReviewerName}, {ReviewerRole}, on {Domain.LondonTime.Date(at)}"
                : $"Version {Number}, not approved";
    }

    /// <param name="Version">Null: the portal's example.</param>
    public sealed record Terms(Version? Version, IReadOnlyList<TermsClause> Clauses)
    {
        /// <summary>Of the clauses in an agreement, such as "Terms, version 2 of 3 March 2027": the day of its approval.</summary>
        public string Heading =>
            Version is { ApprovedAt: { } at } version ? $"Terms, version {version.Number} of {Domain.LondonTime.Date(at)}" : "Terms";
        public string InWords => Version?.InWords ?? "The portal's example, which no legal reviewer of the office has approved";
    }

    /// <summary>Newest first.</summary>
    public static Task<IReadOnlyList<Version>> ListAsync(Work work, Guid fund) =>
        work.QueryAsync<Version>(Sql + " where t.FundId = @fund order by t.Version desc", new { fund });

    /// <summary>A version by its number; 0 is the portal's example.</summary>
    public static async Task<Terms> GetAsync(Work work, Guid fund, int number) =>
        number == 0
            ? new(null, TermsExample.Clauses)
            : await WithClausesAsync(
                work,
                await work.FindAsync<Version>(Sql + " where t.FundId = @fund and t.Version = @number", new { fund, number })
            );

    /// <summary>The terms of offers that are made now.</summary>
    public static async Task<Terms> InUseAsync(Work work, Guid fund) =>
        await work.FirstOrDefaultAsync<Version>(
            Sql + " where t.FundId = @fund and t.ApprovedAt is not null order by t.Version desc",
            new { fund }
        )
            is { } version
            ? await WithClausesAsync(work, version)
            : new(null, TermsExample.Clauses);

    /// <summary>The terms of the newest offer that was sent about an application.</summary>
    internal static async Task<Terms> OfApplicationAsync(Work work, Guid application) =>
        await work.FirstOrDefaultAsync<Version>(
            Sql
                + " join Letter l on l.TermsId = t.Id where l.ApplicationId = @application and l.State = 'Sent' and l.Kind in ('Award', 'PartAward') order by l.SentAt desc, l.Id",
            new { application }
        )
            is { } version
            ? await WithClausesAsync(work, version)
            : new(null, TermsExample.Clauses);

    /// <summary>The terms that a letter was made with, in words; null: it is no offer.</summary>
    public static async Task<string?> OfLetterAsync(Work work, Guid letter) =>
        await work.FindAsync<OfLetter>("select Kind, TermsId from Letter where Id = @letter", new { letter }) is { } row
        && row.Kind.IsOffer()
            ? new Terms(row.TermsId is { } id ? await work.FindAsync<Version>(Sql + " where t.Id = @id", new { id }) : null, []).InWords
            : null;

    /// <summary>The terms alone, to read before they are approved.</summary>
    public static LetterDocument Document(string fund, Terms terms) =>
        new()
        {
            Title = $"Terms of grants: {fund}",
            IsPaper = true,
            Blocks =
            [
                new Paragraph(terms.Version is { } version ? $"{version.InWords}." : "The portal's example."),
                new Heading(2, "Terms"),
                Block(terms.Clauses),
            ],
        };

    /// <summary>Each clause that was added, changed or deleted, with its heading and words before and after.</summary>
    public static IReadOnlyList<(string Name, string Before, string After)> Changed(
        IReadOnlyList<TermsClause> before,
        IReadOnlyList<TermsClause> after
    ) =>
        [
            .. after
                .Select(clause => (clause.Heading, Words(before.FirstOrDefault(old => old.Key == clause.Key)), Words(clause)))
                .Where(change => change.Item2 != change.Item3),
            .. before.Where(old => after.All(clause => clause.Key != old.Key)).Select(old => (old.Heading, Words(old), "")),
        ];

    private static string Words(TermsClause? clause) => clause is null ? "" : $"{clause.Heading}\n{clause.Wording}";

    internal static Clauses Block(IReadOnlyList<TermsClause> clauses) =>
        new(
            clauses
                .Select(clause => new Clause(
                    clause.Heading,
                    clause.Wording.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                ))
                .ToList()
        );

    private static async Task<Terms> WithClausesAsync(Work work, Version version) =>
        new(
            version,
            (
                await work.QueryAsync<ClauseRow>(
                    "select ClauseKey, Heading, Wording, IsLocked from GrantTermsClause where TermsId = @Id order by Position",
                    new { version.Id }
                )
            )
                .Select(row => new TermsClause(row.ClauseKey, row.Heading, row.Wording, row.IsLocked))
                .ToList()
        );

    private const string Sql = """
        select t.Id, t.Version as Number, t.WrittenBy, p.DisplayName as WrittenByName, t.WrittenAt, t.ApprovedAt, t.ReviewerName, t.ReviewerRole, t.ReviewNote
        from   GrantTerms t
        join   Person p on p.Id = t.WrittenBy
        """;

    private sealed record ClauseRow
    {
        public required string ClauseKey { get; init; }
        public required string Heading { get; init; }
        public required string Wording { get; init; }
        public required bool IsLocked { get; init; }
    }

    private sealed record OfLetter
    {
        public required LetterKind Kind { get; init; }
        public Guid? TermsId { get; init; }
    }
}
