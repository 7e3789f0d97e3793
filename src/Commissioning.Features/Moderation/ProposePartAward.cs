using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Messages;
using Commissioning.Domain.Moderation;
using Commissioning.Features.Applications;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Moderation;

/// <summary>The office proposes to award a part of what was asked for, line by line.</summary>
public sealed class ProposePartAward(Db db, Office office)
{
    public async Task<Result> RunAsync(Actor actor, Guid application, IReadOnlyList<Money?> offered, string? reason)
    {
        return await db.ChangeAsync(
            actor,
            AuditAction.PartAwardProposed,
            application,
            async work =>
            {
                var view = await PartAwardQueries.GetAsync(work, application);
                IReadOnlyList<Refusal> refusals = view.WhyNot is { } late
                    ? [late]
                    : PartAwardRules.WhyWrong(view.Round, view.Budget, offered, reason);
                if (refusals.Count > 0)
                    return Result.Of(refusals);
                var amount = offered.Sum(part => part!.Value);
                await WithdrawPartAward.ClearAsync(work, application);
                await work.ExecuteAsync(
                    "insert into PartAward (ApplicationId, RoundId, Amount, Reason, ProposedBy, ProposedAt) values (@application, @Round, @amount, @Reason, @By, @Now)",
                    new
                    {
                        application,
                        Round = view.Round.Id,
                        amount,
                        Reason = reason!.Trim(),
                        By = actor.Id,
                        work.Now,
                    }
                );
                await work.ExecuteAsync(
                    "insert into PartAwardLine (ApplicationId, BudgetLineId, Amount) values (@application, @Line, @Part)",
                    view.Budget.Select(
                        (line, i) =>
                            new
                            {
                                application,
                                Line = line.Id,
                                Part = offered[i]!.Value,
                            }
                    )
                );
                await Recipients.TellAsync(
                    work,
                    office,
                    MessageKind.PartAwardQuestion,
                    application,
                    new Dictionary<string, string>
                    {
                        ["amount"] = amount.ToString(),
                        ["asked"] = view.Budget.Sum(line => line.Requested).ToString(),
                        ["reason"] = reason!.Trim(),
                    },
                    Links.Applications.Part(application)
                );
                work.Note(
                    $"{new Changes(isNew: view.Proposed is null).Add("Part award", view.Proposed?.Amount, amount)}. {reason!.Trim()}"
                );
                return Result.Done;
            }
        );
    }
}
