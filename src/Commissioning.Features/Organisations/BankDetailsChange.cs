using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Messages;
using Commissioning.Domain.Organisations;
using Commissioning.Features.DueDiligence;
using Commissioning.Features.Messages;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Organisations;

/// <summary>What the checks and decisions of bank details share: the entry stands under the organisation, and the details are read inside
/// the change.</summary>
internal static class BankDetailsChange
{
    public const string DecideSql =
        "update BankDetails set State = @State, DecidedBy = @By, DecidedAt = @Now, DecidedNote = @Note, Version = Version + 1 where Id = @id and Version = @Version";

    /// <summary>Tells everybody of the organisation, so that a change that was not theirs is noticed. Never more of an account number than
    /// its last two digits, and never an officer's own words.</summary>
    /// <param name="lastFour">The account that it is about.</param>
    /// <param name="before">The account in use; null: there is none.</param>
    public static async Task TellAsync(
        Work work,
        Office office,
        Actor actor,
        MessageKind kind,
        Guid organisation,
        string lastFour,
        string? before = null
    )
    {
        var name = await work.ScalarAsync<string>("select Name from Organisation where Id = @organisation", new { organisation });
        foreach (var person in await OrganisationRecipients.EverybodyAsync(work, organisation))
            await Message.SendAsync(
                work,
                office,
                kind,
                null,
                person,
                organisation,
                new Dictionary<string, string>
                {
                    ["organisation"] = name!,
                    ["by"] = actor.Name,
                    ["at"] = LondonTime.DateAndTime(work.Now),
                    ["digits"] = lastFour[^2..],
                    ["before"] = before?[^2..] ?? "",
                    ["phone"] = office.ContactPhone,
                },
                Links.Organisations.MyBank(organisation)
            );
    }

    /// <param name="index">Updated when the account in use may have changed.</param>
    public static async Task<Result> RunAsync(
        Db db,
        Actor actor,
        AuditAction action,
        Guid id,
        Func<Work, BankDetailsQueries.BankDetailsCheck, Task<Result>> change,
        MatchIndex? index = null
    )
    {
        var organisation = (await db.ReadAsync(work => BankDetailsQueries.GetAsync(work, id))).Details.OrganisationId;
        var result = await db.ChangeAsync(
            actor,
            action,
            organisation,
            async work =>
            {
                var changed = await change(work, await BankDetailsQueries.GetAsync(work, id));
                if (!changed.IsDone)
                    return changed;
                await SyncFindings.MarkStaleAsync(work, organisation);
                // At once for its own applications: a payment must not wait for the job.
                foreach (
                    var application in await work.QueryAsync<Guid>(
                        "select c.ApplicationId from CheckPlan c join Application a on a.Id = c.ApplicationId where a.OrganisationId = @organisation order by a.SubmittedAt, a.Id",
                        new { organisation }
                    )
                )
                foreach (var news in await SyncFindings.RunAsync(work, application))
                    work.Note(news);
                return changed;
            }
        );
        if (result.IsDone && index is not null)
            await index.OrganisationAsync(organisation);
        return result;
    }
}
