using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Payments;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>Applies a file of the bank that was read: every matched payment, or nothing. What is left stays for a person.</summary>
public sealed class ApplyBankAnswer(Db db, Office office)
{
    /// <summary>How many payments and accounts it changed.</summary>
    /// <param name="shown">What the person saw (<see cref="BankAnswers.AnswerView.Shown"/>).</param>
    public Task<Result<int>> RunAsync(Actor actor, Guid answer, string shown) =>
        db.ChangeAsync<int>(
            actor,
            AuditAction.BankAnswerApplied,
            answer,
            async work =>
            {
                var view = await BankAnswers.GetAsync(work, answer);
                if (view.Answer.AppliedAt is { } at)
                    return new Refusal($"{view.Answer.AppliedBy} applied this file at {LondonTime.DateAndTime(at)}");
                if (view.Shown != shown)
                    return new Refusal("The payments changed after you opened this page. Look at what the file does now, then apply it.");
                if (await ChangeAsync(work, office, actor, view.Matched) is { } closed)
                    return closed;
                var ids = view.Items.ToDictionary(item => item.Position, item => item.Id);
                foreach (var matched in view.Matched)
                    await work.ExecuteOneAsync(
                        "update BankAnswerItem set State = @State, Outcome = @Sentence, PaymentId = @payment where Id = @Id",
                        new
                        {
                            Id = ids[matched.Item.Position],
                            State = matched.Outcome switch
                            {
                                AnswerOutcome.Changes => AnswerItemState.Applied,
                                AnswerOutcome.Known => AnswerItemState.Known,
                                _ => AnswerItemState.Left,
                            },
                            matched.Sentence,
                            payment = matched.Payments is [var one] ? one.Id : (Guid?)null,
                        }
                    );
                await work.ExecuteOneAsync(
                    "update BankAnswer set AppliedBy = @By, AppliedAt = @Now, Version = Version + 1 where Id = @answer and Version = @Version",
                    new
                    {
                        answer,
                        view.Answer.Version,
                        By = actor.Id,
                        work.Now,
                    }
                );
                var changes = view.Matched.Where(matched => matched.Outcome == AnswerOutcome.Changes).ToList();
                work.Note(
                    $"{view.Answer.Name}: {changes.Count} items matched, {view.Matched.Count(one => one.Outcome == AnswerOutcome.Known)} known already, {view.Matched.Count(one => one.Outcome == AnswerOutcome.Left)} left"
                );
                work.Note(string.Join(", ", changes.Select(matched => matched.Sentence)));
                return Result.Made(changes.Sum(matched => matched.Payments.Count));
            }
        );

    /// <summary>Payments out before payments back, then the accounts; and each run's mark that the bank has answered.</summary>
    internal static async Task<Refusal?> ChangeAsync(Work work, Office office, Actor actor, IReadOnlyList<MatchedItem> matched)
    {
        var changes = matched
            .Where(one => one.Outcome == AnswerOutcome.Changes && one.Item.Kind != AnswerItemKind.WrongAccount)
            .OrderBy(one => one.Item.Kind == AnswerItemKind.Paid ? 0 : 1)
            .SelectMany(one =>
                one.Payments.Select(payment => new PaymentResult(
                    payment.InRun,
                    BankAnswerRules.StatusOf(one.Item.Kind),
                    one.Item.Day,
                    one.Item.Reason is { } reason && one.Item.Code is { } code && !reason.Contains(code, StringComparison.Ordinal)
                        ? $"{reason} ({code})"
                        : one.Item.Reason
                ))
            )
            .ToList();
        if (await ReadBankResult.ApplyAllAsync(work, office, actor, changes) is { } closed)
            return closed;
        foreach (var one in matched.Where(one => one.Outcome == AnswerOutcome.Changes && one.Item.Kind == AnswerItemKind.WrongAccount))
            await AccountRecheck.StartAsync(
                work,
                (await AwardPayments.OneAsync(work, one.Payments[0].Id)).BankDetailsId!.Value,
                $"The bank says of {one.Payments[0].BankReference} that the account must be corrected: {one.Item.Reason?.TrimEnd('.')}"
            );
        foreach (
            var run in matched
                .Where(one => one.Outcome == AnswerOutcome.Changes && one.Item.Kind != AnswerItemKind.WrongAccount)
                .SelectMany(one => one.Payments.Select(payment => payment.RunNumber))
                .Distinct()
        )
            await work.ExecuteOneAsync(
                "update PaymentRun set ResultBy = @By, ResultAt = @Now, Version = Version + 1 where Number = @run",
                new
                {
                    run,
                    By = actor.Id,
                    work.Now,
                }
            );
        return null;
    }
}
