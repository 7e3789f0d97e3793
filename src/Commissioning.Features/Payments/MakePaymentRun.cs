using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Payments;
using Commissioning.Features.Awards;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>Puts approved payments into a payment run. Everything that can hold a payment is checked again.</summary>
public sealed class MakePaymentRun(Db db, Office office)
{
    public Task<Result<Guid>> RunAsync(Actor actor, IReadOnlyCollection<Guid> chosen, DateOnly? payOn)
    {
        var run = Guid.CreateVersion7();
        return db.ChangeAsync<Guid>(
            actor,
            AuditAction.PaymentRunMade,
            run,
            async work =>
            {
                List<Refusal> wrong = [];
                var today = LondonTime.DateOf(work.Now);
                if (PaymentRunRules.WhyNotAPayDay(payOn, today, nameof(payOn), office.BankFile) is { } noDay)
                    wrong.Add(noDay);
                if (chosen.Count == 0)
                    wrong.Add(new("Choose at least one payment", nameof(chosen)));
                if (wrong.Count > 0)
                    return wrong;
                var payments = await ReadAsync(work, chosen);
                foreach (var payment in payments)
                {
                    if (payment.Status != PaymentStatus.Approved)
                        wrong.Add(
                            new(
                                $"{payment.Amount} for {payment.Reference} is {payment.Status.ToString().ToLowerInvariant()}, and only approved payments go to the bank",
                                nameof(chosen)
                            )
                        );
                    else if (await Separation.WhyNotAsync(work, actor, payment) is { } apart)
                        wrong.Add(apart with { Field = nameof(chosen) });
                    else
                        wrong.AddRange(
                            (await PaymentHolds.GetAsync(work, payment))
                                .Take(1)
                                .Select(hold => new Refusal($"{payment.Amount} for {payment.Reference} is on hold: {hold}", nameof(chosen)))
                        );
                }
                if (wrong.Count > 0)
                    return wrong;
                var number = PaymentRunRules.Number(
                    today.Year,
                    await work.ScalarAsync<int>(
                        "select count(*) + 1 from PaymentRun where Number like @Year",
                        new { Year = $"P-{today.Year}-%" }
                    )
                );
                var total = payments.Sum(payment => payment.Amount);
                await work.ExecuteAsync(
                    "insert into PaymentRun (Id, Number, Payments, Total, PayOn, MadeBy, MadeAt, Version) values (@run, @number, @Count, @total, @payOn, @By, @Now, 1)",
                    new
                    {
                        run,
                        number,
                        payments.Count,
                        total,
                        payOn,
                        By = actor.Id,
                        work.Now,
                    }
                );
                foreach (var (payment, line) in payments.Select((payment, i) => (payment, i + 1)))
                    await work.ExecuteOneAsync(
                        "update Payment set Status = 'Scheduled', RunId = @run, BankReference = @Reference, Version = Version + 1 where Id = @Id and Version = @Version",
                        new
                        {
                            payment.Id,
                            payment.Version,
                            run,
                            Reference = PaymentRunRules.Reference(number, line),
                        }
                    );
                work.Note($"{number}: {payments.Count} payments, {total}, to be paid on {LondonTime.Date(payOn!.Value)}");
                foreach (var award in payments.Select(payment => payment.AwardId).OfType<Guid>().Distinct())
                    await AwardTotals.RefreshAsync(work, award);
                return Result.Made(run);
            }
        );
    }

    /// <summary>One query per id, in the order of the file.</summary>
    private static async Task<List<AwardPayments.Payment>> ReadAsync(Work work, IReadOnlyCollection<Guid> payments)
    {
        var found = new List<AwardPayments.Payment>();
        foreach (var payment in payments.Distinct())
            found.Add(await AwardPayments.OneAsync(work, payment));
        return found.OrderBy(payment => payment.Reference, StringComparer.Ordinal).ThenBy(payment => payment.RequestedAt).ToList();
    }
}
