using System.Globalization;
using System.Text.RegularExpressions;
using Commissioning.Domain;
using Commissioning.Features.Demonstration;
using Commissioning.Platform.Documents;
using Commissioning.Platform.Files;
using Commissioning.Testing;

namespace Commissioning.Features.Tests.Demonstration;

/// <summary>Every figure in every letter and message of a lived round is on record: an amount of the application, its award, its payments,
/// its returns or its round, a score, or somebody's own words.</summary>
public sealed partial class LivedRoundFiguresTests : IDisposable
{
    private readonly TestDatabase database = new();

    [Fact]
    public async Task Every_amount_and_percentage_that_was_sent_is_on_record()
    {
        var load = new LoadDemonstration(
            database.Db,
            database.Clock,
            new Office { BaseUrl = "http://localhost" },
            new FileStoreOptions { Root = Path.Combine(database.Folder, "files") },
            database.Encryption
        );
        await load.RunOnceAsync();
        await load.EndSafetyFundAsync();

        var sent = new List<Sent>(
            await database.Db.QueryAsync<Sent>(
                "select l.ApplicationId, l.Kind as What, l.DocumentJson as Words from Letter l where l.State = 'Sent' order by l.SentAt, l.Sha256, l.Id"
            )
        );
        var letters = sent.Count;
        sent = sent.Select(one => one with { Words = LetterText.Render(LetterDocument.FromJson(one.Words)) }).ToList();
        sent.AddRange(
            await database.Db.QueryAsync<Sent>(
                "select a.Id as ApplicationId, e.Kind as What, e.TextBody as Words from OutboxEmail e join Application a on a.Id = e.SubjectId where e.Kind is not null order by e.CreatedAt, e.ToAddress, e.Id"
            )
        );
        Assert.Equal(69, letters);
        Assert.True(sent.Select(one => one.What).Distinct().Count() >= 7, string.Join(", ", sent.Select(one => one.What).Distinct()));

        var (figures, wrong) = (0, new List<string>());
        foreach (var group in sent.GroupBy(one => one.ApplicationId))
        {
            var (amounts, words) = await RecordAsync(group.Key);
            foreach (var one in group)
            foreach (var figure in Figure().Matches(one.Words).Select(match => match.Value).Distinct())
            {
                figures++;
                if (!amounts.Contains(figure) && !words.Contains(figure, StringComparison.Ordinal))
                    wrong.Add($"{one.What}: {figure}");
            }
        }
        Assert.Empty(wrong);
        Assert.True(figures > 500, $"Only {figures} figures were read");
    }

    /// <summary>What the database holds about an application, as letters write it.</summary>
    private async Task<(HashSet<string> Amounts, string Words)> RecordAsync(Guid application)
    {
        var pence = await database.Db.QueryAsync<long>(AmountsSql, new { application });
        var amounts = pence.Select(amount => new Money(amount)).SelectMany(money => new[] { money.ToString(), money.ToShortString() });
        var scores = await database.Db.QueryAsync<Score>(ScoresSql, new { application });
        var percentages = scores
            .Select(score => new Fraction(score.Numerator, score.Denominator).ToPercent())
            .Concat(
                (await database.Db.QueryAsync<int>("select distinct Weight from Criterion order by Weight")).Select(weight =>
                    string.Create(CultureInfo.InvariantCulture, $"{weight}%")
                )
            )
            .Append("100%");
        var words = await database.Db.QueryAsync<string>(WordsSql, new { application });
        // The terms are approved words, and have figures of their own.
        return (
            [.. amounts, .. percentages],
            string.Join('\n', [.. words, .. Domain.Awards.TermsExample.Clauses.Select(clause => clause.Wording)])
        );
    }

    private const string AmountsSql = """
        select x.Pence from (
        select a.AmountRequested as Pence from Application a where a.Id = @application
        union select w.Amount from Award w where w.ApplicationId = @application
        union select w.Amount - w.GivenBack from Award w where w.ApplicationId = @application
        union select case when w.Amount / 10 > 25000 then w.Amount / 10 else 25000 end from Award w where w.ApplicationId = @application
        union select b.Requested from BudgetLine b where b.ApplicationId = @application
        union select b.OtherFunders from BudgetLine b where b.ApplicationId = @application
        union select sum(b.OtherFunders) from BudgetLine b where b.ApplicationId = @application
        union select b.Awarded from BudgetLine b where b.ApplicationId = @application
        union select i.Amount from Instalment i join Award w on w.Id = i.AwardId where w.ApplicationId = @application
        union select p.Amount from Payment p join Award w on w.Id = p.AwardId where w.ApplicationId = @application
        union select t.Spent from MonitoringReturn t join Award w on w.Id = t.AwardId where w.ApplicationId = @application
        union select u.AskedFrom from UseCertificate u join Award w on w.Id = u.AwardId where w.ApplicationId = @application
        union select v.Amount from RecoveryInvoice v join Award w on w.Id = v.AwardId where w.ApplicationId = @application
        union select c.Amount from RecoveryReceipt c join RecoveryInvoice v on v.Id = c.InvoiceId join Award w on w.Id = v.AwardId where w.ApplicationId = @application
        union select t.Requested from RoundTally t join Application a on a.RoundId = t.RoundId where a.Id = @application
        union select t.Awarded from RoundTally t join Application a on a.RoundId = t.RoundId where a.Id = @application
        union select r.Pot from Round r join Application a on a.RoundId = r.Id where a.Id = @application
        ) x where x.Pence is not null order by x.Pence
        """;
    private const string ScoresSql = """
        select r.Numerator, r.Denominator from RecommendationLine r where r.ApplicationId = @application
        union select r.ThresholdNumerator, r.ThresholdDenominator from Round r join Application a on a.RoundId = r.Id where a.Id = @application
        order by Numerator, Denominator
        """;
    private const string WordsSql = """
        select v.Wording as Words from Answer v where v.ApplicationId = @application
        union select g.Reason from AgreedScore g where g.ApplicationId = @application and g.Reason is not null
        union select d.Reason from DecisionLine d where d.ApplicationId = @application and d.Reason is not null
        union select b.Item from BudgetLine b where b.ApplicationId = @application
        union select m.Target from OutcomeMeasure m where m.ApplicationId = @application
        union select m.Baseline from OutcomeMeasure m where m.ApplicationId = @application
        union select m.Outcome from OutcomeMeasure m where m.ApplicationId = @application
        union select a.Summary from Application a where a.Id = @application
        order by Words
        """;

    [GeneratedRegex(@"£[0-9][0-9,]*(\.[0-9]{2})?|[0-9]+(\.[0-9])?%")]
    private static partial Regex Figure();

    public void Dispose() => database.Dispose();

    private sealed record Sent
    {
        public required Guid ApplicationId { get; init; }
        public required string What { get; init; }
        public required string Words { get; init; }
    }

    private sealed record Score
    {
        public required long Numerator { get; init; }
        public required long Denominator { get; init; }
    }
}
