using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Messages;
using Commissioning.Domain.Monitoring;
using Commissioning.Features.Applications;
using Commissioning.Features.Awards;
using Commissioning.Features.Messages;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Monitoring;

/// <summary>An officer accepts a return with a rating, or asks for named parts of it again.</summary>
public sealed class ReviewReturn(Db db, Office office)
{
    /// <param name="Points">Parts of the return and what to correct in each; empty accepts.</param>
    /// <param name="PutRightBy">By when; null: the round's number of days from today.</param>
    public sealed record Command(
        bool Accept,
        string? Note,
        ReturnRating? Rating,
        IReadOnlyList<(ReturnPart Part, string Note)> Points,
        DateOnly? PutRightBy = null
    )
    {
        /// <summary>What the reviewer says to the flags of the return; accepting one with flags needs it.</summary>
        public string? FlagNote { get; init; }
    }

    public Task<Result> RunAsync(Actor actor, Guid id, Command command) =>
        db.ChangeAsync(
            actor,
            command.Accept ? AuditAction.ReturnAccepted : AuditAction.ReturnSentBack,
            id,
            async work =>
            {
                var view = await ReturnReader.GetAsync(work, id);
                // An accepted return is reopened only while its money is not agreed.
                var again =
                    view.Return.Status == ReturnStatus.Accepted
                    && !command.Accept
                    && await work.ScalarAsync<int>(
                        view.Return.Kind == ReturnKind.Reuse
                            ? "select count(*) from CloseOut where AwardId = @AwardId and ClosedAt is not null"
                            : "select count(*) from CloseOut where AwardId = @AwardId and AgreedAt is not null",
                        view.Return
                    ) == 0;
                if (view.Return.Status != ReturnStatus.Submitted && !again)
                    return new Refusal("Only a return that has been sent can be reviewed");
                if (view.Return.PreparedBy == actor.Id || view.Return.SubmittedBy == actor.Id)
                    return new Refusal("You prepared or sent this return for the organisation, so someone else must review it");
                if (command.Accept && command.Points.Count > 0)
                    return new Refusal(
                        "You are asking for changes, so send the return back. To accept it, clear the boxes.",
                        nameof(Command.Note)
                    );
                if (command.Accept && command.Rating is null)
                    return new Refusal("Choose a rating", nameof(Command.Rating));
                if (!command.Accept && command.Points.Count == 0)
                    return new Refusal(
                        "Say in at least one box what the organisation should put right",
                        Refusal.At(nameof(Command.Points), 0)
                    );
                if (command.Note?.Length > 2000 || command.Points.Any(point => point.Note.Length > 1000))
                    return new Refusal("Shorten the note to 2,000 characters and each thing to put right to 1,000", nameof(Command.Note));
                var flags = await work.QueryAsync<string>("select Name from ReturnFlag where ReturnId = @id order by Position", new { id });
                if (command.Accept && ReturnFlags.WhyNotLookedAt(flags.Count, command.FlagNote) is { } unread)
                    return unread;
                var today = LondonTime.DateOf(work.Now);
                var by = command.PutRightBy ?? MonitoringRules.PutRightBy(view.Return.DueOn, today, view.Policy.PutRightDays);
                if (!command.Accept && MonitoringRules.WhyNotPutRightBy(by, today) is { } wrongDay)
                    return wrongDay;
                if (command.Points.Any(point => !view.Parts.Contains(point.Part)))
                    throw new NotFoundException("No such part of this return");
                await work.ExecuteOneAsync(
                    UpdateSql,
                    new
                    {
                        id,
                        view.Return.Version,
                        Status = command.Accept ? ReturnStatus.Accepted : ReturnStatus.Due,
                        work.Now,
                        By = actor.Id,
                        Note = command.Note?.Trim(),
                        command.Rating,
                        FlagNote = command.Accept && flags.Count > 0 ? command.FlagNote!.Trim() : null,
                        PutRightBy = command.Accept ? view.Return.PutRightBy : by,
                    }
                );
                if (command.Accept)
                    await ReturnVersions.AcceptAsync(work, view);
                await work.ExecuteAsync(
                    "insert into ReturnPoint (Id, ReturnId, Part, BudgetLineId, OutcomeMeasureId, Note, AskedBy, AskedAt) values (@Id, @id_, @Kind, @BudgetLine, @OutcomeMeasure, @Note, @By, @Now)",
                    command.Points.Select(point => new
                    {
                        Id = Guid.CreateVersion7(),
                        id_ = id,
                        point.Part.Kind,
                        point.Part.BudgetLine,
                        point.Part.OutcomeMeasure,
                        Note = point.Note.Trim(),
                        By = actor.Id,
                        work.Now,
                    })
                );
                if (
                    !command.Accept
                    && await work.ExecuteAsync("delete from CloseOut where AwardId = @AwardId and AgreedAt is null", view.Return) > 0
                )
                    work.Note("The closing figures that the organisation was asked to agree are taken back");
                if (view.Return.Kind == ReturnKind.Reuse)
                    await SettleReuse.RunAsync(work, actor, office, view, command.Accept);
                await LatestReturn.MarkAsync(work, view.Return.RoundId, view.Return.AwardId, view.Policy);
                // Whoever sent it, unless they have left.
                var to = await work.QueryAsync<Recipient>(
                    "select p.DisplayName as Name, p.Email from MonitoringReturn t join Award w on w.Id = t.AwardId join Application a on a.Id = w.ApplicationId join Person p on p.Id = t.SubmittedBy where t.Id = @id and not exists (select 1 from OrganisationLeaver l where l.OrganisationId = a.OrganisationId and l.PersonId = p.Id)",
                    new { id }
                );
                await Recipients.TellAsync(
                    work,
                    office,
                    command.Accept ? MessageKind.ReturnAccepted : MessageKind.ReturnSentBack,
                    view.Return.ApplicationId,
                    new Dictionary<string, string>
                    {
                        ["return"] = view.Return.Reference,
                        ["spent"] = view.Spent.ToString(),
                        ["unspent"] = view.Unspent.ToString(),
                        ["points"] = string.Join('\n', command.Points.Select(point => $"- {view.Label(point.Part)}: {point.Note.Trim()}")),
                        ["by"] = command.Accept ? "" : LondonTime.DayAndDate(by),
                        ["note"] = command.Note?.Trim() ?? "",
                    },
                    Links.Monitoring.Return(id),
                    to,
                    about: id
                );
                await AwardTotals.RefreshAsync(work, view.Return.AwardId);
                work.Note(
                    $"{(command.Accept ? $"Accepted, {Changes.Words(command.Rating!.Value)}" : $"Asked again by {LondonTime.Date(by)}: {string.Join(", ", command.Points.Select(point => view.Label(point.Part)))}")}; unspent {view.Unspent}. {command.Note?.Trim()}{(command.Accept && flags.Count > 0 ? $" Flags ({string.Join(", ", flags)}): {command.FlagNote!.Trim()}" : "")}"
                );
                return Result.Done;
            }
        );

    private const string UpdateSql = """
        update MonitoringReturn
        set    Status = @Status, ReviewedAt = @Now, ReviewedBy = @By, ReviewNote = @Note, Rating = @Rating, FlagNote = @FlagNote, PutRightBy = @PutRightBy, Version = Version + 1
        where  Id = @id and Version = @Version
        """;
}
