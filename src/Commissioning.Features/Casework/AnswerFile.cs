using Commissioning.Domain;
using Commissioning.Domain.Casework;
using Commissioning.Domain.Moderation;
using Commissioning.Domain.Scoring;
using Commissioning.Features.Applications;
using Commissioning.Features.Funds;
using Commissioning.Features.Moderation;
using Commissioning.Platform.Data;
using Commissioning.Platform.Documents;

namespace Commissioning.Features.Casework;

/// <summary>The file of one application as a paper, with what is known to be personal in it.</summary>
internal static class AnswerFile
{
    /// <summary>A file whose texts are fixed.</summary>
    /// <param name="Document">Its title is the first text.</param>
    /// <param name="Fields">What is left out of a copy by rule.</param>
    /// <param name="People">Whose names are looked for in the other texts.</param>
    public sealed record Frozen(LetterDocument Document, IReadOnlyList<Passage> Fields, IReadOnlyList<PassageFinder.Known> People);

    public sealed record Subject
    {
        public required Guid ApplicationId { get; init; }
        public required Guid RoundId { get; init; }
        public required Guid OrganisationId { get; init; }
        public required string Reference { get; init; }
        public required string Organisation { get; init; }
        public string? ProjectName { get; init; }
        public string? CompanyNumber { get; init; }
        public Guid? AwardId { get; init; }
    }

    /// <summary>Null: there is no such application, or it was never sent.</summary>
    public static Task<Subject?> SubjectAsync(Work work, Guid application) =>
        work.FindOrDefaultAsync<Subject>(
            """
            select    a.Id as ApplicationId, a.RoundId, a.OrganisationId, a.Reference, o.Name as Organisation, a.ProjectName, o.CompanyNumber, w.Id as AwardId
            from      Application a
            join      Organisation o on o.Id = a.OrganisationId
            left join Award w on w.ApplicationId = a.Id
            where     a.Id = @application and a.Number is not null
            """,
            new { application }
        );

    /// <summary>Null when the person may have the file. An assessor who has a sheet open, or a conflict, may not learn what others
    /// gave.</summary>
    public static async Task<Refusal?> WhyNotAsync(Work work, Actor viewer, Guid round, Guid application)
    {
        var details = await RoundReader.GetAsync(work, round);
        var own = await work.FindOrDefaultAsync<Assignment>(
            "select Id, RoundId, ApplicationId, AssessorId, Position, Conflict, SubmittedAt, Version from ScoringAssignment where ApplicationId = @application and AssessorId = @Viewer",
            new { application, Viewer = viewer.Id }
        );
        return ModerationRules.WhyCannotSeeScores(
            own,
            own is null ? await RoundModeration.OpenSheetsAsync(work, round, viewer) : 0,
            work.Now > details.ScoringClosesAt
        );
    }

    /// <summary>Null when the person may have a copy of a file: whoever may not have the file itself may not. What is held about a person
    /// is for all who answer.</summary>
    public static async Task<Refusal?> WhyNotCopyAsync(Work work, Actor viewer, FoiQueries.Answer copy) =>
        copy.ApplicationId is { } application
            ? await WhyNotAsync(work, viewer, (await SubjectAsync(work, application))!.RoundId, application)
            : null;

    /// <summary>Null when the person may have the file of every application of a round.</summary>
    public static async Task<Refusal?> WhyNotRoundAsync(Work work, Actor viewer, Guid round)
    {
        var scoringIsOver = work.Now > (await RoundReader.GetAsync(work, round)).ScoringClosesAt;
        var openSheets = await RoundModeration.OpenSheetsAsync(work, round, viewer);
        var own = await work.QueryAsync<Assignment>(
            "select Id, RoundId, ApplicationId, AssessorId, Position, Conflict, SubmittedAt, Version from ScoringAssignment where RoundId = @round and AssessorId = @Viewer order by Position, Id",
            new { round, Viewer = viewer.Id }
        );
        // Null: those that others read.
        return own.Append(null)
            .Select(one => ModerationRules.WhyCannotSeeScores(one, openSheets, scoringIsOver))
            .FirstOrDefault(why => why is not null);
    }

    public static async Task<Frozen> OfAsync(Work work, Office office, Subject about)
    {
        var sections = AnswerSections.Of(about.AwardId is not null);
        var application = await SubmittedCopy.GetAsync(work, about.ApplicationId);
        var file = new ProjectFile.Contents(
            new()
            {
                ApplicationId = about.ApplicationId,
                Reference = about.Reference,
                Organisation = about.Organisation,
                ProjectName = about.ProjectName ?? "",
            },
            work.Now,
            application with
            {
                Copy = PersonalMarks.Of(application.Copy),
            },
            await ProjectFile.ReadAsync(
                work,
                sections,
                new { award = about.AwardId ?? Guid.Empty, application = about.ApplicationId },
                marked: true
            )
        );
        List<LetterBlock> blocks =
        [
            new Paragraph(
                $"Everything on record about this application at {LondonTime.DateAndTime(work.Now)} (UK time), word for word. Equality answers, account numbers, proofs of accounts, concerns and stop flags are kept apart and are never part of this file. Uploaded files are listed, and what they say is not in this file."
            ),
            new Contents(),
        ];
        // The first has no title; the others are numbered, because an application without an award has fewer.
        foreach (var (section, number) in sections.Select((section, number) => (section, number)))
        {
            if (section.Title.Length > 0)
                blocks.Add(new Heading(2, $"{number}. {section.Title}"));
            if (section == AnswerSections.Form)
            {
                blocks.Add(new Paragraph($"SHA-256 of the copy: {application.Application.CopySha256 ?? "none"}"));
                blocks.AddRange(AnswerSections.FormOf(file.Application.Copy, application.WhyNotAsReceived));
            }
            blocks.AddRange(section.Parts.Where(part => !part.IsOfReturn).SelectMany(part => part.Print(file[part], file)));
        }
        return Freeze(
            new()
            {
                Title = $"File of application {about.Reference}",
                IsPaper = true,
                Reference = about.Reference,
                Date = LondonTime.DateOf(work.Now),
                Sender = office.Sender,
                Blocks = blocks,
            },
            await AssessorsAsync(work, about.RoundId),
            await PeopleAsync(work, about.OrganisationId),
            about.CompanyNumber
        );
    }

    /// <summary>Takes the marks off, and the account numbers out.</summary>
    public static Frozen Freeze(
        LetterDocument marked,
        IReadOnlyDictionary<string, string> assessors,
        IReadOnlyList<string> people,
        string? companyNumber
    )
    {
        var (document, fields) = PersonalMarks.TakeOff(
            AnswerTexts.Map(marked, (_, text) => AccountNumbers.HiddenIn(text.ReplaceLineEndings("\n"), companyNumber))
        );
        var texts = AnswerTexts.Of(document);
        var names = fields.Where(field => field.IsName).Select(field => texts[field.Text].Substring(field.Start, field.Length));
        return new(
            document,
            fields
                .Select(field =>
                {
                    var words = texts[field.Text].Substring(field.Start, field.Length);
                    return new Passage
                    {
                        TextNumber = field.Text,
                        StartsAt = field.Start,
                        CharCount = field.Length,
                        Kind = PassageKind.Field,
                        State = PassageState.Removed,
                        Reason = field.IsName ? "A field with a person's name" : "A field with a person's contact details",
                        Shown = assessors.GetValueOrDefault(words.Trim()),
                    };
                })
                .ToList(),
            names
                .Concat(people)
                .Concat(assessors.Keys)
                .Select(name => name.Trim())
                .Where(name => name.Length > 1 && name != Actor.Portal.Name && name != Actor.Visitor.Name && !name.Contains('@'))
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .Select(name => new PassageFinder.Known(name, assessors.GetValueOrDefault(name)))
                .ToList()
        );
    }

    /// <summary>The assessors of a round by name, each with a letter. The order is that of a hash, so that it says nothing of the name, and
    /// is the same in every file of the round.</summary>
    private static async Task<IReadOnlyDictionary<string, string>> AssessorsAsync(Work work, Guid round)
    {
        var assessors = await work.QueryAsync<AssessorRow>(
            """
            select p.Id, p.DisplayName as Name from Person p where p.Id in (
                select m.PersonId from PanelMember m where m.RoundId = @round
                union select s.AssessorId from ScoringAssignment s where s.RoundId = @round
                union select e.AssessorId from EarlierSheet e join ScoringAssignment s on s.Id = e.AssignmentId where s.RoundId = @round)
            order by p.DisplayName, p.Id
            """,
            new { round }
        );
        return assessors
            .DistinctBy(one => one.Name.Trim(), StringComparer.OrdinalIgnoreCase)
            .OrderBy(one => ApplicationCopy.Sha256($"{round}{one.Id}"), StringComparer.Ordinal)
            .Select((one, place) => (one.Name, Letter: FoiRules.Assessor(place)))
            .ToDictionary(one => one.Name.Trim(), one => one.Letter, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Everybody whose name may stand in a text about an organisation: its own people, and staff.</summary>
    internal static Task<IReadOnlyList<string>> PeopleAsync(Work work, Guid organisation) =>
        work.QueryAsync<string>(
            """
            select p.DisplayName from Person p where p.Id in (
                select m.PersonId from OrganisationMember m where m.OrganisationId = @organisation
                union select l.PersonId from OrganisationLeaver l where l.OrganisationId = @organisation
                union select r.PersonId from PersonRole r where r.Role <> 'Applicant')
            order by p.DisplayName
            """,
            new { organisation }
        );

    private sealed record AssessorRow
    {
        public required Guid Id { get; init; }
        public required string Name { get; init; }
    }
}
