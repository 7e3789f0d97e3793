using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Organisations;
using Commissioning.Features;
using Commissioning.Features.Applications;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Applications;

[AllowAnonymous]
public sealed class EligibilityModel(
    OpenRounds openRounds,
    Db db,
    EligibilityCookie cookie,
    StartRoute start,
    StartAtOnce startAtOnce,
    TimeProvider clock
) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    /// <summary>The earlier application whose answers are to be copied.</summary>
    [FromQuery]
    public Guid? CopyOf { get; set; }

    [BindProperty]
    public List<string?> Answers { get; set; } = [];
    public Round Round { get; private set; } = null!;
    public IReadOnlyList<EligibilityQuestion> Questions { get; private set; } = [];
    public IReadOnlyList<(string Question, string Why)> Reasons { get; private set; } = [];

    [BindProperty]
    public string? Kind { get; set; }

    /// <summary>The organisation that copies its earlier answers, whose kind is not asked again.</summary>
    public string? Organisation { get; private set; }

    /// <summary>Asked here and not again when the organisation is added.</summary>
    public IReadOnlyList<Choice> Kinds => [.. kinds.OpenNames.Append(OrganisationRules.OnePerson).Select(kind => new Choice(kind, kind))];

    public static readonly IReadOnlyList<Choice> YesNo = [new("yes", "Yes"), new("no", "No")];

    /// <summary>Null when an application may be started; otherwise nothing is asked.</summary>
    public Refusal? WhyNot { get; private set; }

    private OrganisationKinds kinds = OrganisationKinds.Default;

    public async Task OnGetAsync()
    {
        kinds = await db.ReadAsync(OfficeSettings.KindsAsync);
        Round = await openRounds.GetAsync(Id);
        WhyNot =
            clock.UtcNow() < Round.OpensAt && Round.WithdrawnAt is null
                ? null // Before it opens, the check saves a journey.
                : ApplicationRules.WhyCannotStart(Round, await openRounds.AwardedAsync(Id), clock.UtcNow());
        Questions = (await db.ReadAsync(work => RoundReader.GetSetupAsync(work, Id))).Eligibility;
        while (Answers.Count < Questions.Count)
            Answers.Add(null);
        if (!User.Can(Permission.Apply) || await startAtOnce.KnownAsync(User.Actor(), CopyOf) is not { } known)
            return;
        Organisation = CopyOf is null ? null : known.Name;
        Kind = CopyOf is null ? Kind ?? known.Kind : known.Kind;
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await OnGetAsync();
        if (WhyNot is not null)
            return Page();
        for (var i = 0; i < Questions.Count; i++)
            if (Answers[i] is not ("yes" or "no"))
                this.AddError(Refusal.At(nameof(Answers), i), $"Answer yes or no: {Questions[i].Wording}");
        // An organisation that copies its answers keeps its kind, even if nobody new can choose it.
        if (Organisation is null && Kinds.All(kind => kind.Value != Kind))
            this.AddError(nameof(Kind), "Choose what kind of organisation is applying");
        if (!ModelState.IsValid)
            return this.PageWithErrors();
        var kindRefused = ApplicationRules.WhyKindCannotApply(Round, Kind!, kinds);
        Reasons = Questions
            .Where((_, i) => Answers[i] == "no")
            .Select(question => (question.Wording, $"You answered no. {question.WhyNot}"))
            .ToList();
        if (kindRefused is not null)
            Reasons = [(Kind!, kindRefused.Sentence), .. Reasons];
        if (Reasons.Count > 0)
            return Page();
        cookie.Keep(
            Id,
            new()
            {
                AnsweredAt = clock.UtcNow(),
                Kind = Kind,
                Answers = Questions.Select((question, i) => (question.Id, Yes: (bool?)(Answers[i] == "yes"))).ToDictionary(),
            }
        );
        var address = Links.Applications.Start(Id, CopyOf);
        return this.Next(User.Can(Permission.Apply) ? await start.NextAsync(User.Actor(), address) : address);
    }
}
