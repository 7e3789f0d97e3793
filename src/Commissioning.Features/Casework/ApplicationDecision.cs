using Commissioning.Domain;
using Commissioning.Domain.Moderation;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Casework;

/// <summary>What was recommended and decided on an application, and the letters about it.</summary>
public static class ApplicationDecision
{
    public sealed record Recommended
    {
        public required int Number { get; init; }
        public required DateTime MadeAt { get; init; }
        public DateTime? WithdrawnAt { get; init; }
        public required int RankPosition { get; init; }
        public required long Numerator { get; init; }
        public required long Denominator { get; init; }
        public required FitResult Result { get; init; }
        public required Money Amount { get; init; }
        public required string Reason { get; init; }
        public Fraction Score => new(Numerator, Denominator);
    }

    public sealed record Decided
    {
        public string? Number { get; init; }
        public required DateTime DecidedAt { get; init; }
        public required string DecidedBy { get; init; }
        public required bool Funded { get; init; }
        public required Money Amount { get; init; }
        public DateOnly? DeferredUntil { get; init; }
        public required bool Departure { get; init; }

        /// <summary>What was asked for, and what was recommended; 0: nothing.</summary>
        public required Money Asked { get; init; }
        public required Money Recommended { get; init; }

        /// <summary>Why it was decided again.</summary>
        public string? Note { get; init; }
        public string? Reason { get; init; }
        public string? Condition { get; init; }
        public required bool IsSuperseded { get; init; }
    }

    public sealed record SentLetter
    {
        public required Guid Id { get; init; }
        public required string Kind { get; init; }
        public required string State { get; init; }
        public required bool IsReplaced { get; init; }
        public DateTime? MadeAt { get; init; }
        public DateTime? SentAt { get; init; }
        public required bool HasPdf { get; init; }
    }

    public static Task<IReadOnlyList<Recommended>> RecommendedAsync(Work work, Guid application) =>
        work.QueryAsync<Recommended>(
            """
            select   r.Number, r.MadeAt, r.WithdrawnAt, l.RankPosition, l.Numerator, l.Denominator, l.Result, l.Amount, l.Reason
            from     RecommendationLine l
            join     Recommendation r on r.Id = l.RecommendationId
            where    l.ApplicationId = @application
            order by r.MadeAt desc, r.Number desc
            """,
            new { application }
        );

    public static Task<IReadOnlyList<Decided>> DecidedAsync(Work work, Guid application) =>
        work.QueryAsync<Decided>(
            """
            select   d.Number, d.DecidedAt, p.DisplayName as DecidedBy, l.Funded, l.Amount, l.DeferredUntil, l.Departure, l.Reason, l.Condition,
                     coalesce(a.AmountRequested, 0) as Asked, case when r.Result = 'Fund' then r.Amount else 0 end as Recommended, case when d.CorrectsId is null then null else d.Note end as Note,
                     case when l.SupersededBy is null then 0 else 1 end as IsSuperseded
            from     DecisionLine l
            join     Decision d on d.Id = l.DecisionId
            join     RecommendationLine r on r.RecommendationId = d.RecommendationId and r.ApplicationId = l.ApplicationId
            join     Application a on a.Id = l.ApplicationId
            join     Person p on p.Id = d.DecidedBy
            where    l.ApplicationId = @application
            order by d.DecidedAt desc, d.Id
            """,
            new { application }
        );

    public static Task<IReadOnlyList<SentLetter>> LettersAsync(Work work, Guid application) =>
        work.QueryAsync<SentLetter>(
            $"""
            select   l.Id, l.Kind, l.State, case when {Awards.LetterReader.ReplacedSql} is null then 0 else 1 end as IsReplaced, l.MadeAt, l.SentAt, case when l.PdfFileId is null then 0 else 1 end as HasPdf
            from     Letter l
            where    l.ApplicationId = @application
            order by coalesce(l.SentAt, l.MadeAt) desc, l.Id
            """,
            new { application }
        );
}
