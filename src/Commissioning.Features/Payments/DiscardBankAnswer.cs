using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Payments;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>Takes back a file of the bank that was read by mistake and not applied, so that it can be read again.</summary>
public sealed class DiscardBankAnswer(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid answer) =>
        db.ChangeAsync(
            actor,
            AuditAction.BankAnswerDiscarded,
            answer,
            async work =>
            {
                var found = await BankAnswers.FindAsync(work, answer);
                if (found.AppliedAt is { } at)
                    return new Refusal($"{found.AppliedBy} applied this file at {LondonTime.DateAndTime(at)}");
                await work.ExecuteAsync("delete from BankAnswerItem where AnswerId = @answer", new { answer });
                await work.ExecuteOneAsync(
                    "delete from BankAnswer where Id = @answer and Version = @Version",
                    new { answer, found.Version }
                );
                work.Note($"{found.Name}, {BankAnswerRules.Name(found.Kind)}: {found.Items} items, SHA-256 of the items {found.Sha256}");
                return Result.Done;
            }
        );
}
