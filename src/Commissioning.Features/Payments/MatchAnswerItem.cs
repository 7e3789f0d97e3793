using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Payments;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>A person names the payment that an item of the bank's file is about, and why. Amount and account must still fit.</summary>
public sealed class MatchAnswerItem(Db db, Office office)
{
    public Task<Result> RunAsync(Actor actor, Guid item, string? payment, string? reason) =>
        db.ChangeAsync(
            actor,
            AuditAction.BankAnswerItemMatched,
            item,
            async work =>
            {
                var (found, answer) = await BankAnswers.OneAsync(work, item);
                if (SetAsideAnswerItems.WhyNotLeft(found) is { } settled)
                    return settled;
                List<Refusal> wrong = [];
                var meant = payment?.Trim() is { Length: > 0 and <= 18 } typed ? await BankAnswers.PaymentAsync(work, typed) : null;
                if (meant is null)
                    wrong.Add(new("Enter the reference of a payment that was given to the bank, such as P-2026-001-001", nameof(payment)));
                if (ReasonRules.WhyTooThin(reason, nameof(reason), 500) is { } thin)
                    wrong.Add(thin);
                if (wrong.Count > 0)
                    return Result.Of(wrong);
                if (found.Kind == AnswerItemKind.Other)
                    return new Refusal("It is no payment of ours and no return, so it can only be set aside", nameof(payment));
                var met = BankAnswerRules.Met(found.Read with { Reference = meant!.BankReference }, meant);
                if (met.Outcome != AnswerOutcome.Changes)
                    return new Refusal(met.Sentence, nameof(payment));
                if (await ApplyBankAnswer.ChangeAsync(work, office, actor, [met]) is { } closed)
                    return closed;
                await work.ExecuteOneAsync(
                    "update BankAnswerItem set State = 'Matched', Outcome = @Sentence, PaymentId = @Payment, DecidedBy = @By, DecidedAt = @Now, DecidedNote = @Note where Id = @item and State = 'Left'",
                    new
                    {
                        item,
                        met.Sentence,
                        Payment = meant.Id,
                        By = actor.Id,
                        work.Now,
                        Note = reason!.Trim(),
                    }
                );
                work.Note($"{answer.Name}, item {found.Position}: {met.Sentence}. {reason.Trim()}");
                return Result.Done;
            }
        );
}
