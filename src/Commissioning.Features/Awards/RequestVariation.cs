using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Awards;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Messages;
using Commissioning.Features.Applications;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Awards;

/// <summary>A variation of an award (R71) is requested by either side.</summary>
public sealed class RequestVariation(Db db, Office office)
{
    /// <param name="application">The application, when the organisation asks; null when the office does.</param>
    public async Task<Result> RunAsync(
        Actor actor,
        Guid? application,
        Guid? award,
        VariationKind kind,
        VariationDetails wanted,
        string? reason
    )
    {
        return await db.ChangeAsync(
            actor,
            AuditAction.VariationRequested,
            application ?? award!.Value,
            async work =>
            {
                var row = application is { } mine
                    ? await AwardReader.FindMineAsync(work, actor, mine)
                    : await AwardReader.FindAsync(work, award!.Value);
                var view = await VariationQueries.ViewAsync(work, row);
                IReadOnlyList<Refusal> refusals =
                    application is not null && VariationRules.OfficeOnly.Contains(kind)
                        ? [new("Only the office can ask for this kind of change")]
                    : await work.ScalarAsync<int>(
                        "select count(*) from Variation where AwardId = @Id and Kind = @kind and DecidedAt is null",
                        new { row.Id, kind }
                    ) > 0
                        ? [new("A change of this kind is already waiting for a decision")]
                    : PlainWords.WhyNot(reason, nameof(reason)) is { } notPlain ? [notPlain]
                    :
                    [
                        .. VariationRules.WhyWrong(kind, wanted, view.Standing, reason, LondonTime.DateOf(work.Now)),
                        .. kind == VariationKind.Recovery
                        && RecoveryRules.WhyNotAnswerBy(wanted.AnswerBy, LondonTime.DateOf(work.Now)) is { } noDay
                            ? [noDay]
                            : Array.Empty<Refusal>(),
                    ];
                if (refusals.Count > 0)
                    return Result.Of(refusals);
                if (application is not null && await EmailLimit.WhyTooManyAsync(work, actor, AuditAction.VariationRequested) is { } often)
                    return often;
                var asked = wanted.Clause is { } clause
                    ? wanted with
                    {
                        ClauseHeading = view.Standing.Clauses[int.Parse(clause, CultureInfo.InvariantCulture) - 1],
                    }
                    : wanted;
                var id = Guid.CreateVersion7();
                await work.ExecuteAsync(
                    "insert into Variation (Id, AwardId, Kind, Reason, Wanted, RemedyBy, AnswerBy, AskedByOffice, AskedBy, AskedAt, State, Version) values (@Id, @Award, @kind, @Reason, @asked, @RemedyBy, @AnswerBy, @Office, @By, @Now, 'Asked', 1)",
                    new
                    {
                        Id = id,
                        Award = row.Id,
                        kind,
                        Reason = reason!.Trim(),
                        asked,
                        wanted.RemedyBy,
                        wanted.AnswerBy,
                        Office = application is null,
                        By = actor.Id,
                        work.Now,
                    }
                );
                if (application is not null)
                    await ApplicationMessage.SendAsync(
                        work,
                        office,
                        row.ApplicationId,
                        MessageKind.ChangeAsked,
                        new("", office.ContactEmail),
                        new Dictionary<string, string> { ["what"] = VariationRules.Name(kind), ["reason"] = reason.Trim() },
                        Links.Awards.Variations(row.Id)
                    );
                if (application is not null)
                    await Recipients.TellAsync(
                        work,
                        office,
                        MessageKind.VariationReceived,
                        row.ApplicationId,
                        new Dictionary<string, string>
                        {
                            ["by"] = actor.Name,
                            ["received"] = LondonTime.DateAndTime(work.Now),
                            ["change"] = VariationRules.Name(kind),
                        },
                        Links.Awards.MyGrant(row.ApplicationId)
                    );
                if (kind == VariationKind.Recovery)
                    await Recipients.TellAsync(
                        work,
                        office,
                        MessageKind.RecoveryProposed,
                        row.ApplicationId,
                        new Dictionary<string, string>
                        {
                            ["amount"] = wanted.Amount!.Value.ToString(),
                            ["reason"] = Sentences.Whole(reason),
                            ["clause"] = $"{asked.Clause}, {asked.ClauseHeading}",
                            ["by"] = LondonTime.DayAndDate(wanted.AnswerBy!.Value),
                        },
                        Links.Awards.AnswerRecovery(id)
                    );
                // The audit trail can never be erased, so who a contact is and why stay in the variation.
                work.Note(
                    $"{row.Reference}: {VariationRules.Name(kind)}{(kind == VariationKind.Contact ? "" : $". {string.Join("; ", asked.OnFile().Prepend(reason.Trim().TrimEnd('.')))}")}"
                );
                return Result.Done;
            }
        );
    }
}
