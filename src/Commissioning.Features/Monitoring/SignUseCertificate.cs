using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Documents;
using Commissioning.Domain.Messages;
using Commissioning.Domain.Monitoring;
using Commissioning.Features.Applications;
using Commissioning.Platform.Data;
using Commissioning.Platform.Documents;
using Commissioning.Platform.Files;

namespace Commissioning.Features.Monitoring;

/// <summary>Somebody who may sign for the organisation signs the certificate of use, on screen or by sending the paper that they signed.
/// What was signed is kept as it was.</summary>
public sealed class SignUseCertificate(Db db, FileStore files, TimeProvider clock, Office office)
{
    /// <param name="Code">Of the figures that were read; on paper, as it is printed at the foot.</param>
    public sealed record Command(string? SignName, string? SignRole, bool Agreed, string? Code, IReadOnlyList<string?> Explanations);

    public Task<Result> RunAsync(Actor actor, Guid application, Command command) =>
        db.ChangeAsync(
            actor,
            AuditAction.UseCertificateSigned,
            application,
            async work => await WriteAsync(work, actor, application, command, null, null, null)
        );

    /// <summary>The same on paper.</summary>
    /// <param name="signedOn">The day that stands on the paper.</param>
    public async Task<Result> UploadAsync(Actor actor, Guid application, Command command, DateOnly? signedOn, Upload? paper)
    {
        if (await db.ReadAsync(work => WhyNotAsync(work, actor, application, command, signedOn, paper)) is { IsDone: false } wrong)
            return wrong;
        var file = await files.WriteAsync(actor, paper!, clock.UtcNow());
        return await db.ChangeAsync(
            actor,
            AuditAction.UseCertificateUploaded,
            application,
            async work => await WriteAsync(work, actor, application, command, signedOn, paper, file)
        );
    }

    private async Task<Result> WriteAsync(
        Work work,
        Actor actor,
        Guid application,
        Command command,
        DateOnly? signedOn,
        Upload? paper,
        FileStore.NewFile? file
    )
    {
        var wrong = file is null
            ? await WhyNotAsync(work, actor, application, command)
            : await WhyNotAsync(work, actor, application, command, signedOn, paper);
        if (!wrong.IsDone)
            return wrong;
        var view = await UseCertificates.MineAsync(work, actor, application);
        var (figures, name, role) = (view.Now!, command.SignName!.Trim(), command.SignRole!.Trim());
        var number = view.Copies.Count == 0 ? 1 : view.Copies[0].Number + 1;
        var on = signedOn ?? view.Today;
        var document = UseCertificatePdf.Document(
            office,
            view,
            command.Explanations,
            new(name, role, on, file is null ? LondonTime.DateAndTime(work.Now) : null)
        );
        var (json, sha256) = (document.ToJson(), document.Sha256());
        if (file is not null)
            await work.ExecuteAsync(FileStore.InsertSql, file);
        // Of two who sign at once, the second finds it signed.
        await work.ExecuteOneAsync(
            "update UseCertificate set State = 'Sent', Again = null, Version = Version + 1 where AwardId = @AwardId and Version = @Version",
            new { view.Row.AwardId, view.Row.Version }
        );
        await work.ExecuteAsync(
            """
            insert into UseCertificateCopy (Id, AwardId, Number, Figures, Document, Sha256, SignName, SignRole, SignedOn, SignedBy, SignedAt, PaperFileId, ExaminerFileId, State)
            values (@Id, @AwardId, @number, @figures, @json, @sha256, @name, @role, @on, @By, @Now, @FileId, @ExaminerFileId, 'Sent')
            """,
            new
            {
                Id = Guid.CreateVersion7(),
                view.Row.AwardId,
                number,
                figures,
                json,
                sha256,
                name,
                role,
                on,
                By = actor.Id,
                work.Now,
                FileId = file?.Id,
                view.Row.ExaminerFileId,
            }
        );
        await ApplicationMessage.SendAsync(
            work,
            office,
            application,
            MessageKind.UseCertificateSent,
            new("", office.ContactEmail),
            new Dictionary<string, string> { ["by"] = name },
            Links.Monitoring.UseCertificate(view.Row.AwardId)
        );
        work.Note(
            $"{name}, {role}; paid {figures.Paid}, spent {figures.Spent}, SHA-256 {sha256}{(file is null ? "" : $"; on paper of {LondonTime.Date(on)}, {paper!.Words(file)}")}"
        );
        return Result.Done;
    }

    private static async Task<Result> WhyNotAsync(
        Work work,
        Actor actor,
        Guid application,
        Command command,
        DateOnly? signedOn,
        Upload? paper
    )
    {
        var view = await UseCertificates.MineAsync(work, actor, application);
        if (WhyClosed(view, actor) is { } closed)
            return closed;
        var wrong = Incomplete(view, command, onPaper: true).ToList();
        if (UseCertificateRules.WhyNotSignedOn(signedOn, view.Final!.PeriodTo, view.Today) is { } day)
            wrong.Add(day);
        if (paper is null)
            wrong.Add(new("Choose the file with the signed certificate", nameof(paper)));
        return Result.Of(wrong);
    }

    private static async Task<Result> WhyNotAsync(Work work, Actor actor, Guid application, Command command)
    {
        var view = await UseCertificates.MineAsync(work, actor, application);
        if (view.Award.IsPaper && view.People.All(one => one.PersonId != actor.Id))
            return new Refusal("You are not a member of the organisation, so send the paper that it signed");
        return WhyClosed(view, actor) is { } closed ? closed : Result.Of(Incomplete(view, command, onPaper: false));
    }

    private static Refusal? WhyClosed(UseCertificates.CertificatePage view, Actor actor) =>
        view.Standing is { State: UseCopyState.Sent } copy
            ? new Refusal($"{copy.SignName} signed this certificate at {LondonTime.DateAndTime(copy.SignedAt)}")
            : view.WhyNotOpen
                ?? view.WhyCannotSign(actor)
                ?? (view.IsExamined ? null : new Refusal("Send us the statement of your independent examiner or auditor first"));

    private static IReadOnlyList<Refusal> Incomplete(UseCertificates.CertificatePage view, Command command, bool onPaper)
    {
        var wrong = UseCertificateRules.WhyIncomplete(
            view.Now!,
            view.Differences,
            command.Explanations,
            command.Code,
            command.SignName,
            command.SignRole,
            command.Agreed,
            onPaper
        );
        return
            UseCertificateRules.WhyNotTheirName(
                view.Signatories,
                view.Final!.PreparedBy,
                view.Final.PreparedByName,
                view.Row.IsExamined ? view.Row.Examiner : null,
                command.SignName
            )
                is { } notTheirs
            ? [.. wrong, notTheirs]
            : wrong;
    }
}
