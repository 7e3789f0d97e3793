using System.Security.Cryptography;
using System.Text;
using Commissioning.Domain;
using Commissioning.Domain.Payments;
using Commissioning.Features.Audit;
using Commissioning.Features.Payments;
using Commissioning.Platform.Data;
using Commissioning.Testing;
using FsCheck.Fluent;

namespace Commissioning.Features.Tests.Payments;

/// <summary>In any order, concurrently or interrupted, paid stays within approved and approved within awarded.</summary>
public sealed class PaymentSequenceTests : IDisposable
{
    private readonly PaymentFixture place = new();

    private enum Act
    {
        Request,
        Approve,
        Refuse,
        RefuseApproved,
        PaymentRun,
        RunAnyState,
        Result,
        GiveBack,
    }

    [RepeatableProperty(3)]
    public FsCheck.Property Payments_never_exceed_the_award_in_any_order_of_requests_decisions_runs_and_results() =>
        Prop.ForAll(
            Any.Steps(
                Any.Each(
                    Any.Of(
                        Act.Request,
                        Act.Request,
                        Act.Request,
                        Act.Request,
                        Act.Approve,
                        Act.Approve,
                        Act.Approve,
                        Act.Approve,
                        Act.Refuse,
                        Act.RefuseApproved,
                        Act.PaymentRun,
                        Act.PaymentRun,
                        Act.RunAnyState,
                        Act.Result,
                        Act.Result,
                        Act.GiveBack,
                        Act.GiveBack
                    ),
                    Any.Number(0, 2),
                    Any.Number(-1, 1500),
                    Any.Number(0, 999)
                ),
                110
            ),
            async steps =>
            {
                using var fresh = new PaymentSequenceTests();
                return await fresh.NeverPassesAsync(steps);
            }
        );

    /// <param name="steps">Which selects among the existing payments or payment runs, and how the step is done; when there are none,
    /// nothing happens.</param>
    private async Task<FsCheck.Property> NeverPassesAsync((Act Act, int Award, int Pence, int Which)[] steps)
    {
        await place.WithAwardsAsync(50, 12.35m, 3);
        var (db, done) = (place.Database.Db, new HashSet<Act>());
        foreach (var (act, award, pence, which) in steps)
        {
            var did = act switch
            {
                Act.Request => (
                    await place.Request.RunAsync(place.Officer, place.Awards[award], new(pence), "A part", null, "another part")
                ).FirstRefusal
                    is null,
                Act.Approve or Act.Refuse => await DecideAsync(PaymentStatus.Requested, which, act == Act.Approve),
                Act.RefuseApproved => await DecideAsync(PaymentStatus.Approved, which, approve: false),
                Act.PaymentRun => await RunAsync("Status = 'Approved'", which),
                // Some may be in another state; then none is sent.
                Act.RunAnyState => await RunAsync("1 = 1", which),
                Act.Result => await ResultAsync(which),
                _ => await GiveBackAsync(place.Awards[award], Math.Max(pence, 0)),
            };
            if (did)
                done.Add(act);
            await place.AssertSoundAsync();
        }
        Assert.True((await new VerifyAudit(db).RunAsync()).Intact);
        // A case in which little happened proves nothing, so it does not count.
        return true.When(done.IsSupersetOf([Act.Request, Act.Approve, Act.PaymentRun, Act.Result]));

        async Task<bool> DecideAsync(PaymentStatus from, int which, bool approve)
        {
            var waiting = await db.QueryAsync<Guid>("select Id from Payment where Status = @from order by RequestedAt, Id", new { from });
            return waiting.Count > 0
                && (
                    await place.Decide.RunAsync(
                        which % 10 == 9 ? place.Officer : place.Finance,
                        Any.At(waiting, which),
                        approve,
                        "Why",
                        "another part"
                    )
                ).FirstRefusal
                    is null;
        }

        async Task<bool> RunAsync(string where, int which)
        {
            var some = (await db.QueryAsync<Guid>($"select Id from Payment where {where} order by RequestedAt, Id"))
                .Where((_, i) => (i + which) % 3 < 2)
                .ToList();
            var (made, wrong) = await place.Make.RunAsync(place.Finance, some, PaymentFixture.Today);
            if (wrong.Count > 0)
                return false;
            if (which % 4 == 3)
                Assert.Null((await new RemoveFromPaymentRun(db).RunAsync(place.Finance, some[0])).FirstRefusal);
            if (
                some.Count > 1
                || (await place.Database.Db.ReadAsync(work => PaymentRunQueries.GetAsync(work, PaymentFixture.Office, made))).Payments.Count
                    > 0
            )
            {
                Assert.NotNull((await place.Take.RunAsync(place.Finance, made)).FirstRefusal);
                Assert.NotNull((await place.Release.RunAsync(place.Finance, made)).FirstRefusal);
                Assert.Null((await place.Release.RunAsync(place.Releaser, made)).FirstRefusal);
                Assert.Null((await place.Take.RunAsync(place.Finance, made)).FirstRefusal);
            }
            return true;
        }

        async Task<bool> ResultAsync(int which)
        {
            var sent = await db.QueryAsync<Guid>("select Id from PaymentRun where SentAt is not null order by Number");
            if (sent.Count == 0)
                return false;
            var answer = await place.AnswerAsync(
                Any.At(sent, which),
                payment =>
                    payment.Status switch
                    {
                        PaymentStatus.Scheduled => new[] { "PAID", "PAID", "FAILED", "RETURNED" }[which++ % 4],
                        PaymentStatus.Paid => which++ % 4 == 3 ? "RETURNED" : "PAID",
                        var settled => which++ % 20 == 19 ? "PAID" : settled.ToString(),
                    }
            );
            var (changed, _) = await place.Result.RunAsync(
                place.Finance,
                await db.ScalarAsync<Guid>("select Id from PaymentRun where Number = @Number", new { Number = answer.Split(',')[1] }),
                answer
            );
            // Checked and confirmed again.
            await db.HousekeepAsync(work => work.ExecuteAsync("update BankDetails set State = 'Confirmed' where State = 'Given'"));
            return changed > 0;
        }

        // Never below what is requested: what an award may give back is checked by an earlier stage.
        async Task<bool> GiveBackAsync(Guid award, int pence)
        {
            var left = (await new AwardPayments(db).GetAsync(award)).Left;
            return left > Money.Zero
                && await db.HousekeepAsync(work =>
                    work.ExecuteAsync(
                        "update Award set GivenBack = GivenBack + @Part where Id = @award",
                        new { award, Part = new Money(pence % (left.Pence / 4 + 1)) }
                    )
                ) == 1;
        }
    }

    [Fact]
    public async Task Payment_approvals_at_once_never_exceed_what_is_left_of_an_award()
    {
        await place.WithAwardsAsync(5000);
        var award = place.Awards[0];
        var waiting = new List<Guid>();
        for (var i = 0; i < 5; i++)
            waiting.Add(await place.RequestedAsync(award, Money.FromPounds(1000)));
        await place.Database.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update Award set GivenBack = 250000 where Id = @award", new { award })
        );
        var outcomes = await Task.WhenAll(
            waiting.Select(payment => Task.Run(() => place.Decide.RunAsync(place.Finance, payment, true, null, "another part")))
        );
        Assert.Equal(2, outcomes.Count(outcome => outcome.FirstRefusal is null));
        Assert.All(
            outcomes.Where(outcome => outcome.FirstRefusal is not null),
            outcome =>
                Assert.Equal(
                    "£2,000.00 of the award of £2,500.00 has already been approved, so £1,000.00 more would be over the award",
                    outcome.FirstRefusal!.Sentence
                )
        );
        Assert.Equal(200_000, await place.Database.Db.ScalarAsync<long>("select sum(Amount) from Payment where Status = 'Approved'"));
    }

    [Fact]
    public async Task A_payment_goes_into_one_run_of_many_made_at_once_and_its_result_counts_once()
    {
        await place.WithAwardsAsync(5000, 2000);
        Guid[] approved =
        [
            await place.ApprovedAsync(place.Awards[0], Money.FromPounds(5000)),
            await place.ApprovedAsync(place.Awards[1], Money.FromPounds(2000)),
        ];
        var made = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(_ => Task.Run(() => place.Make.RunAsync(place.Finance, approved, PaymentFixture.Today)))
        );
        var run = Assert.Single(made, one => one.IsDone).Value;
        await place.AssertSoundAsync();
        var released = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => place.Release.RunAsync(place.Releaser, run))));
        Assert.Single(released, one => one.IsDone);
        var taken = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => place.Take.RunAsync(place.Finance, run))));
        Assert.Single(taken.Select(one => Convert.ToHexString(SHA256.HashData(one.Value!.Content))).Distinct());
        var answer = await place.AnswerAsync(run, _ => "PAID");
        var read = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(_ => Task.Run(() => place.Result.RunAsync(place.Finance, run, answer)))
        );
        Assert.Equal(2, read.Sum(one => one.Value));
        Assert.Equal(2, await place.Database.CountAsync("OutboxEmail", "Kind = 'PaymentMade'"));
        await place.AssertSoundAsync();
    }

    [Fact]
    public async Task A_payment_run_interrupted_at_any_statement_is_made_downloaded_and_read_completely_or_not_at_all()
    {
        await place.WithAwardsAsync(5000, 2000, 800);
        Guid[] approved =
        [
            await place.ApprovedAsync(place.Awards[0], Money.FromPounds(2500)),
            await place.ApprovedAsync(place.Awards[1], Money.FromPounds(2000)),
            await place.ApprovedAsync(place.Awards[2], Money.FromPounds(800)),
        ];
        var run = Guid.Empty;
        await UntilDoneAsync(
            async () =>
            {
                (run, var wrong) = await place.Make.RunAsync(place.Finance, approved, PaymentFixture.Today);
                Assert.Empty(wrong);
            },
            30
        );
        Assert.Equal(
            (1, 3),
            (
                await place.Database.CountAsync("PaymentRun"),
                await place.Database.CountAsync("Payment", "Status = 'Scheduled' and RunId = @run", new { run })
            )
        );
        await UntilDoneAsync(async () => Assert.Null((await place.Release.RunAsync(place.Releaser, run)).FirstRefusal), 20);
        Assert.Equal(1, await place.Database.CountAsync("AuditEntry", "Action = 'PaymentRunReleased'"));
        byte[] file = [];
        await UntilDoneAsync(async () => file = (await place.Take.RunAsync(place.Finance, run)).Value!.Content, 20);
        Assert.Equal(1, await place.Database.CountAsync("AuditEntry", "Action = 'PaymentFileDownloaded'"));
        Assert.Equal(
            await place.Database.Db.ScalarAsync<string>("select Sha256 from PaymentRun"),
            Convert.ToHexStringLower(SHA256.HashData(file))
        );
        var answer = await place.AnswerAsync(run, payment => payment.Amount == Money.FromPounds(800) ? "FAILED" : "PAID");
        await UntilDoneAsync(async () => Assert.Equal(3, (await place.Result.RunAsync(place.Finance, run, answer)).Value), 20);
        Assert.Equal(
            (2, 1),
            (
                await place.Database.CountAsync("OutboxEmail", "Kind = 'PaymentMade'"),
                await place.Database.CountAsync("OutboxEmail", "Kind = 'PaymentFailed'")
            )
        );
        var before = await SnapshotAsync();
        Assert.Equal(
            (0, 0),
            ((await place.Result.RunAsync(place.Finance, run, answer)) is var (changed, wrong) ? (changed, wrong.Count) : default)
        );
        Assert.Equal(before, await SnapshotAsync());
        await place.AssertSoundAsync();
        Assert.True((await new VerifyAudit(place.Database.Db).RunAsync()).Intact);
    }

    /// <summary>Fails the step at its first statement, then at its second, and so on, until it succeeds.</summary>
    private async Task UntilDoneAsync(Func<Task> step, int fewest)
    {
        var before = await SnapshotAsync();
        for (var reached = 0; ; reached++)
        {
            var left = reached;
            void Fail(Statement statement)
            {
                if (left-- == 0)
                    throw new IOException("The power is gone");
            }
            place.Database.Db.Trace += Fail;
            try
            {
                await step();
                Assert.True(reached >= fewest, $"The step has {reached} statements, so it was not interrupted in the middle");
                return;
            }
            catch (IOException) { }
            finally
            {
                place.Database.Db.Trace -= Fail;
            }
            Assert.Equal(before, await SnapshotAsync());
        }
    }

    private async Task<string> SnapshotAsync()
    {
        var text = new StringBuilder();
        foreach (
            var sql in new[]
            {
                "select Id, Status, RunId, BankReference, PaidOn, Version from Payment",
                "select Id, Number, Payments, Total, ReleasedAt, Sha256, SentAt, ResultAt, Version from PaymentRun",
                "select Id, State, RecheckAt, Version from BankDetails",
                "select count(*) as Emails from OutboxEmail",
                "select Sequence, Hash from AuditHead",
                "select AwardId, Paid from AwardFigure",
                "select RoundId, Dimension, Name, Paid from AwardTally",
            }
        )
            text.AppendJoin(
                '\n',
                (await place.Database.Db.QueryAsync<dynamic>(sql)).Select(row => ((object)row).ToString()).Order(StringComparer.Ordinal)
            );
        return text.ToString();
    }

    [Fact]
    public async Task Several_payments_of_one_run_to_one_organisation_are_told_in_one_advice()
    {
        await place.WithAwardsAsync(1_000, 2_000);
        var run = await place.SentAsync(
            await place.ApprovedAsync(place.Awards[0], Money.FromPounds(300)),
            await place.ApprovedAsync(place.Awards[0], Money.FromPounds(200)),
            await place.ApprovedAsync(place.Awards[1], Money.FromPounds(100))
        );
        Assert.Null((await place.Result.RunAsync(place.Finance, run, await place.AnswerAsync(run, _ => "paid"))).FirstRefusal);
        Assert.Equal(1, await place.Database.CountAsync("OutboxEmail", "Kind = 'PaymentMade'"));
        Assert.Equal(1, await place.Database.CountAsync("OutboxEmail", "Kind = 'PaymentsMade'"));
        var (text, subject) = (
            await place.Database.Db.ScalarAsync<string>("select TextBody from OutboxEmail where Kind = 'PaymentsMade'"),
            await place.Database.Db.ScalarAsync<string>("select Subject from OutboxEmail where Kind = 'PaymentsMade'")
        );
        Assert.Equal("Group 1: we have paid £500.00", subject);
        Assert.Contains("£300.00, paid on 1 June 2026. On your statement: ", text, StringComparison.Ordinal);
        Assert.Contains("£200.00, paid on 1 June 2026", text, StringComparison.Ordinal);
        var application = await place.Database.Db.ScalarAsync<Guid>(
            "select ApplicationId from Award where Id = @Award",
            new { Award = place.Awards[0] }
        );
        var member = new Actor(
            await place.Database.Db.ScalarAsync<Guid>("select StartedBy from Application where Id = @application", new { application }),
            "A member"
        );
        var advice = await place.Database.Db.ReadAsync(work =>
            RemittanceAdvice.MineAsync(work, PaymentFixture.Office, member, application, run)
        );
        Assert.Equal((2, Money.FromPounds(500)), (advice.Payments.Count, advice.Total));
        await Assert.ThrowsAsync<NotFoundException>(() =>
            place.Database.Db.ReadAsync(work => RemittanceAdvice.MineAsync(work, PaymentFixture.Office, place.Officer, application, run))
        );
    }

    public void Dispose() => place.Dispose();
}
