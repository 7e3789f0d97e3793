using Commissioning.Domain;
using Commissioning.Domain.Casework;
using Commissioning.Domain.Messages;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Casework;

/// <summary>One of those who get a message, with all that its fields may stand for.</summary>
public sealed record MailingReader
{
    /// <summary>The application, the organisation or the assessor.</summary>
    public required Guid Id { get; init; }

    /// <summary>The organisation, or the assessor.</summary>
    public required string Name { get; init; }
    public string? Reference { get; init; }
    public string? Project { get; init; }
    public string? Area { get; init; }
    public string? CharityNumber { get; init; }
    public string? Fund { get; init; }
    public string? Round { get; init; }
    public DateTime? ClosesAt { get; init; }
    public DateOnly? DecisionExpectedOn { get; init; }
    public DateTime? ScoringClosesAt { get; init; }
    public Money? Amount { get; init; }
    public DateOnly? EndsOn { get; init; }
    public DateOnly? NextReturn { get; init; }

    /// <summary>Score sheets that the assessor has not submitted.</summary>
    public int? SheetsLeft { get; init; }

    /// <summary>What lists call them: the reference, or else the name.</summary>
    public string Label => Reference ?? Name;

    public IReadOnlyDictionary<string, string> Values =>
        new Dictionary<string, string>
        {
            ["fund"] = Fund ?? "",
            ["round"] = Round ?? "",
            ["project"] = Project ?? "",
            ["reference"] = Reference ?? "",
            ["organisation"] = Name,
            ["assessor"] = Name,
            ["area"] = Area ?? "",
            ["charity-number"] = CharityNumber ?? "",
            ["closing-date"] = ClosesAt is { } closes ? LondonTime.DateAndTime(closes) : "",
            ["decision-date"] = DecisionExpectedOn is { } decision ? LondonTime.Date(decision) : "",
            ["amount"] = Amount?.ToString() ?? "",
            ["end-date"] = EndsOn is { } ends ? LondonTime.Date(ends) : "",
            ["next-return"] = NextReturn is { } due ? LondonTime.Date(due) : "",
            ["left"] = SheetsLeft is { } left ? MailingRules.Count(MailingAudience.Applications, left) : "",
            ["deadline"] = ScoringClosesAt is { } deadline ? LondonTime.DateAndTime(deadline) : "",
        };

    /// <summary>The message as this reader gets it.</summary>
    public (string Subject, string Wording) Fill(string subject, string wording)
    {
        var values = Values;
        return (MessageRules.Fill(subject.Trim(), values), MessageRules.Body(wording, values));
    }

    /// <summary>Those of a list, in its order. Somebody who is not on it any more is left out.</summary>
    public static async Task<IReadOnlyList<MailingReader>> ListAsync(
        Work work,
        MailingAudience audience,
        Guid? round,
        IReadOnlyCollection<Guid> recipients
    )
    {
        var order = recipients.Distinct().Index().ToDictionary(one => one.Item, one => one.Index);
        var found = new List<MailingReader>();
        await work.EachAsync<MailingReader>(
            Sql(audience),
            one =>
            {
                if (order.ContainsKey(one.Id))
                    found.Add(one);
                return Task.CompletedTask;
            },
            new { round, id = (Guid?)null }
        );
        return found.OrderBy(one => order[one.Id]).ToList();
    }

    /// <summary>Null: not on the list, or not any more.</summary>
    public static Task<MailingReader?> FindAsync(Work work, MailingAudience audience, Guid? round, Guid id) =>
        work.FindOrDefaultAsync<MailingReader>(
            $"{Sql(audience)} and {(audience is MailingAudience.Applications or MailingAudience.Awards ? "a.Id" : audience == MailingAudience.Organisations ? "o.Id" : "m.PersonId")} = @id",
            new { round, id }
        );

    /// <summary>The applications of awards, in their order.</summary>
    public static async Task<IReadOnlyList<Guid>> ApplicationsOfAsync(Work work, IReadOnlyList<Guid> awards)
    {
        var all = (await work.QueryAsync<AwardKey>("select Id, ApplicationId from Award")).ToDictionary(
            award => award.Id,
            award => award.ApplicationId
        );
        return awards.Select(award => all[award]).ToList();
    }

    /// <summary>The assessors of a round, by name.</summary>
    public static Task<IReadOnlyList<Guid>> PanelAsync(Work work, Guid round, PanelPart part)
    {
        var which = part switch
        {
            PanelPart.WithSheets => $" and {SheetsSql} > 0",
            PanelPart.NotFinished => $" and {SheetsSql} - m.Submitted > 0",
            _ => "",
        };
        return work.QueryAsync<Guid>($"{PanelSql}{which} order by p.DisplayName, p.Id", new { round });
    }

    private const string PanelSql = """
        select m.PersonId
        from   PanelMember m
        join   Person p on p.Id = m.PersonId
        join   RoundTally t on t.RoundId = m.RoundId
        where  m.RoundId = @round and m.LeftAt is null
        """;

    // An assessor who has not opened the round yet gets all that was sent.
    private const string SheetsSql = "(case when m.Assigned > 0 then m.Assigned else t.Submitted end - m.Conflicted)";
    private const string RoundSql = "concat(coalesce(r.FundName, f.Name), ', ', r.Name, ', ', r.BudgetYear)";

    private const string ApplicationSql = $"""
        select    a.Id, o.Name, a.Reference, a.ProjectName as Project, o.Area, coalesce(r.FundName, f.Name) as Fund, {RoundSql} as Round, r.ClosesAt, r.DecisionExpectedOn,
                  w.Amount, w.EndsOn,
                  (select min(coalesce(n.PutRightBy, n.DueOn)) from MonitoringReturn n where n.AwardId = w.Id and n.Status in ('Due', 'Prepared')) as NextReturn
        from      Application a
        join      Organisation o on o.Id = a.OrganisationId
        join      Round r on r.Id = a.RoundId
        join      Fund f on f.Id = r.FundId
        left join Award w on w.ApplicationId = a.Id
        """;

    private static string Sql(MailingAudience audience) =>
        audience switch
        {
            MailingAudience.Applications => $"{ApplicationSql} where a.RoundId = @round and a.Number is not null",
            MailingAudience.Awards => $"{ApplicationSql} where w.Id is not null",
            MailingAudience.Organisations => "select o.Id, o.Name, o.Area, o.CharityNumber from Organisation o where o.SameAs is null",
            _ => $"""
                select m.PersonId as Id, p.DisplayName as Name, coalesce(r.FundName, f.Name) as Fund, {RoundSql} as Round, r.ScoringClosesAt, {SheetsSql} - m.Submitted as SheetsLeft
                from   PanelMember m
                join   Person p on p.Id = m.PersonId
                join   Round r on r.Id = m.RoundId
                join   Fund f on f.Id = r.FundId
                join   RoundTally t on t.RoundId = r.Id
                where  m.RoundId = @round and m.LeftAt is null
                """,
        };

    private sealed record AwardKey
    {
        public required Guid Id { get; init; }
        public required Guid ApplicationId { get; init; }
    }
}
