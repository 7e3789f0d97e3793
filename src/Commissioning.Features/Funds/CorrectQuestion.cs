using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Messages;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Funds;

/// <summary>Corrects a published question: wording, guidance, example, limit, choices and rules, and whether it is required. Kind, code,
/// section and place stay, so that no answer is lost. A correction is a new version that says what changed and why, and is announced to
/// everyone with a draft.</summary>
public sealed class CorrectQuestion(Db db, Office office)
{
    public Task<Result> RunAsync(Actor actor, Guid round, Question question, string? reason) =>
        db.ChangeAsync(
            actor,
            AuditAction.FormCorrected,
            round,
            async work =>
            {
                var setup = await RoundReader.GetSetupAsync(work, round);
                if (setup.Round.PublishedAt is null)
                    return new Refusal("The round is not published, so change the question itself");
                if (RoundRules.HasClosed(setup.Round, work.Now))
                    return new Refusal("The round has closed, so you cannot change the form that applicants answered");
                if (string.IsNullOrWhiteSpace(reason))
                    return new Refusal("Say why you are correcting the form. We tell applicants.", nameof(reason));
                var old =
                    setup.Questions.FirstOrDefault(other => other.Code == question.Code) ?? throw new NotFoundException("No such question");
                var corrected = question with
                {
                    Id = old.Id,
                    Position = old.Position,
                    Section = old.Section,
                    Code = old.Code,
                    Kind = old.Kind,
                    Settings = question.Settings with
                    {
                        ShowWhen = old.Settings.ShowWhen,
                        RequireWhen = old.Settings.RequireWhen,
                        Columns = old.Settings.Columns,
                        SumOf = old.Settings.SumOf,
                    },
                };
                if (
                    FormRules.WhyFormIsWrong(
                        setup.Questions.Select(other => other.Code == old.Code ? corrected : other).ToList(),
                        setup.Documents
                    )
                    is [var refusal, ..]
                )
                    return refusal;
                var changes = FormRules.WhatChanged(old, corrected);
                if (changes.Count == 0)
                    return new Refusal("Nothing was changed");
                var version = setup.Round.FormVersion;
                await work.ExecuteAsync(
                    "insert into RoundFormVersion (RoundId, Version, FormJson, Reason, Changes, MadeBy, MadeAt) values (@round, @version, @Json, @Reason, @Changes, @By, @Now)",
                    new
                    {
                        round,
                        version,
                        Json = RoundFile.Write(setup),
                        Reason = reason.Trim(),
                        Changes = string.Join('\n', changes),
                        By = actor.Id,
                        work.Now,
                    }
                );
                await work.ExecuteOneAsync(
                    "update Question set Wording = @Wording, Hint = @Hint, WordLimit = @WordLimit, Required = @Required, Settings = @Settings where Id = @Id",
                    new
                    {
                        corrected.Id,
                        corrected.Wording,
                        corrected.Hint,
                        corrected.WordLimit,
                        corrected.Required,
                        corrected.Settings,
                    }
                );
                await work.ExecuteOneAsync(
                    "update Round set FormVersion = FormVersion + 1 where Id = @round and FormVersion = @version",
                    new { round, version }
                );
                await TellDraftsAsync(work, setup.Round, changes, reason.Trim());
                work.Note($"Form version {version + 1}, {old.Wording}");
                work.Note(RoundChanges.Questions([old], [corrected]).ToString());
                work.Note(reason.Trim());
                return Result.Done;
            }
        );

    private async Task TellDraftsAsync(Work work, Round round, IReadOnlyList<string> changes, string reason)
    {
        foreach (var draft in await work.QueryAsync<Draft>(DraftsSql, new { Round = round.Id }))
            await RoundMessage.SendAsync(
                work,
                office,
                round.Id,
                MessageKind.FormCorrected,
                new(draft.DisplayName, draft.Email),
                new Dictionary<string, string>
                {
                    ["project"] = draft.Project,
                    ["organisation"] = draft.Organisation,
                    ["changes"] = string.Join('\n', changes.Select(change => $"- {change}")),
                    ["reason"] = reason,
                },
                Links.Applications.TaskList(draft.Id),
                about: draft.Id
            );
    }

    private const string DraftsSql = """
        select   a.Id, coalesce(a.ProjectName, 'Your application') as Project, o.Name as Organisation, p.DisplayName, p.Email
        from     Application a
        join     Organisation o on o.Id = a.OrganisationId
        join     OrganisationMember m on m.OrganisationId = a.OrganisationId
        join     Person p on p.Id = m.PersonId
        where    a.RoundId = @Round and a.Status = 'Draft' and a.Channel = 'Online'
        order by a.StartedAt, p.Email, a.Id
        """;

    private sealed record Draft
    {
        public required Guid Id { get; init; }
        public required string Project { get; init; }
        public required string Organisation { get; init; }
        public required string DisplayName { get; init; }
        public required string Email { get; init; }
    }
}
