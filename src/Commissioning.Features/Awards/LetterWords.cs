using Commissioning.Domain.Awards;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Awards;

/// <summary>Which version of the words the letters of a batch have, and whether a newer one was approved since they were made.</summary>
public sealed record LetterWords
{
    public required LetterKind Kind { get; init; }
    public required int Letters { get; init; }

    /// <summary>Version of the fund's words; null: the portal's own.</summary>
    public int? Version { get; init; }
    public DateTime? ApprovedAt { get; init; }
    public string? ApprovedByName { get; init; }

    /// <summary>Version of the fund's terms in an offer; null: the portal's example, or no offer.</summary>
    public int? TermsVersion { get; init; }
    public string? TermsReviewerName { get; init; }
    public DateTime? TermsApprovedAt { get; init; }

    /// <summary>The newest version that is approved, where that is another; null: none.</summary>
    public int? Newer { get; init; }

    /// <summary>The kinds of a batch, of those letters that are made.</summary>
    public static Task<IReadOnlyList<LetterWords>> OfBatchAsync(Work work, Guid batch) => work.QueryAsync<LetterWords>(Sql, new { batch });

    private const string Sql = """
        select    x.Kind, x.Letters, t.Version, t.ApprovedAt, p.DisplayName as ApprovedByName,
                  g.Version as TermsVersion, g.ReviewerName as TermsReviewerName, g.ApprovedAt as TermsApprovedAt,
                  (select max(n.Version) from LetterTemplate n where n.FundId = x.FundId and n.Kind = x.Kind and n.ApprovedAt is not null and n.Version > coalesce(t.Version, 0)) as Newer
        from      (select l.Kind, l.TemplateId, l.TermsId, r.FundId, count(*) as Letters
                   from   Letter l
                   join   Application a on a.Id = l.ApplicationId
                   join   Round r on r.Id = a.RoundId
                   where  l.BatchId = @batch and l.State <> 'Waiting'
                   group by l.Kind, l.TemplateId, l.TermsId, r.FundId) x
        left join LetterTemplate t on t.Id = x.TemplateId
        left join Person p on p.Id = t.ApprovedBy
        left join GrantTerms g on g.Id = x.TermsId
        order by  x.Kind, t.Version, g.Version, x.FundId, t.Id
        """;
}
