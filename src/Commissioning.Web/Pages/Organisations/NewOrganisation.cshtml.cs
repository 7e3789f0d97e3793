using Commissioning.Domain.Accounts;
using Commissioning.Domain.DueDiligence;
using Commissioning.Domain.Organisations;
using Commissioning.Features;
using Commissioning.Features.CspBudgets;
using Commissioning.Features.DueDiligence;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Commissioning.Web.Pages.Organisations;

/// <summary>The short organisation form. On the way into an application its Save starts the draft, and the kind of organisation is the one
/// of the eligibility check.</summary>
[Requires(Permission.Apply), EnableRateLimiting(RateLimits.Upload)]
public sealed class NewOrganisationModel(
    Db db,
    AddOrganisation saveOrganisation,
    FindOnRegister findOnRegister,
    StartRoute start,
    EligibilityCookie cookie,
    Office office
) : PageModel, IOrganisationFormPage
{
    [BindProperty]
    public OrganisationForm Form { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public IReadOnlyList<string> Areas { get; private set; } = [];
    public OrganisationKinds AllKinds { get; private set; } = OrganisationKinds.Default;

    /// <summary>What the register says, in a sentence.</summary>
    public string? Found { get; private set; }

    /// <summary>The kind that the eligibility check was answered for; null when it is still to be asked.</summary>
    public string? Kind { get; private set; }

    /// <summary>The register says something else than was typed.</summary>
    public bool Differs { get; private set; }

    /// <summary>An organisation with this number is here already.</summary>
    public bool IsHere { get; private set; }

    /// <summary>The number and the kind of organisation do not look as if they fit.</summary>
    public bool AskKind { get; private set; }
    public string Phone => office.ContactPhone;
    public bool Starts => StartAddress.RoundOf(ReturnUrl) is not null;
    public string? BackTo => StartAddress.RoundOf(ReturnUrl) is { } round ? Links.Applications.Eligibility(round) : null;

    public async Task OnGetAsync()
    {
        Areas = await db.ReadAsync(AreaQueries.ChoicesAsync);
        AllKinds = await db.ReadAsync(OfficeSettings.KindsAsync);
        Kind =
            StartAddress.RoundOf(ReturnUrl) is { } round && cookie.Find(round)?.Kind is { } checkedFor
                ? AllKinds.NameNow(checkedFor)
                : null;
        Form.Kind = Kind ?? Form.Kind;
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await OnGetAsync();
        (Form.CharityNumber, Form.CompanyNumber) = OrganisationRules.ReadNumber(Form.Number, AllKinds.Find(Form.Kind));
        var details = Form.Read();
        // Both numbers are typed into one box.
        var refusals = OrganisationRules
            .WhyDetailsAreWrong(details, Areas, AllKinds)
            .Select(refusal =>
                refusal.Field is nameof(Form.CharityNumber) or nameof(Form.CompanyNumber)
                    ? refusal with
                    {
                        Field = nameof(Form.Number),
                    }
                    : refusal
            );
        if (this.AnyErrors(refusals))
            return this.PageWithErrors();
        if (!Form.IsKindRight && OrganisationRules.WhyKindIsUnlikely(AllKinds.Find(details.Kind), details.CharityNumber) is { } question)
        {
            AskKind = true;
            return this.PageWithErrors(new($"{question} Choose another kind, or tick the box.", nameof(Form.IsKindRight)));
        }
        var outcome = await saveOrganisation.RunAsync(User.Actor(), details, Form.IsAnother);
        if (!outcome.IsDone)
        {
            IsHere = outcome.Refusals.Any(refusal =>
                string.Equals(refusal.Field, nameof(Form.IsAnother), StringComparison.OrdinalIgnoreCase)
            );
            return this.PageWithErrors(outcome);
        }
        var next = this.LocalOr(ReturnUrl, Links.Organisations.Organisation(outcome.Value));
        return this.Next(await start.NextAsync(User.Actor(), next), $"{details.Name} added");
    }

    /// <summary>Fills in what the register says. What was typed stays, and so does what the register does not say.</summary>
    /// <param name="use">The register's words take the place of what was typed.</param>
    public async Task<IActionResult> OnPostFindAsync([FromQuery] bool use)
    {
        await OnGetAsync();
        var outcome = await findOnRegister.RunAsync(User.Actor(), Form.Number);
        if (!outcome.IsDone)
            return this.PageWithErrors(outcome);
        ModelState.Clear();
        Found = outcome.Value!.Facts is { } facts
            ? Fill(facts, use)
            : $"{Form.Number!.Trim()} is not on the registers that we can see. Fill in the boxes yourself.";
        IsHere = outcome.Value.IsKnown;
        if (IsHere)
            Found += " An organisation with this number is here already. Ask one of its people to invite you.";
        if (
            OrganisationRules.WhyKindIsUnlikely(
                AllKinds.Find(Form.Kind),
                OrganisationRules.ReadNumber(Form.Number, AllKinds.Find(Form.Kind)).Charity
            ) is
            { } question
        )
            Found += $" {question}";
        return Page();
    }

    private string Fill(RegisterFacts facts, bool use)
    {
        var before = (Form.Filled ?? "").Split('|');
        Form.Number = facts.Number;
        Form.Kind = Kind ?? Form.Kind ?? (RegisterRules.KindOf(facts) is { } code ? AllKinds.NameOf(code) : null);
        Form.Name = Take(Form.Name, facts.Name, 0);
        Form.AddressLine = Take(Form.AddressLine, facts.AddressLine, 1);
        Form.Town = Take(Form.Town, facts.Town, 2);
        Form.Postcode = Take(Form.Postcode, facts.Postcode, 3);
        string?[] said = [facts.Name, facts.AddressLine, facts.Town, facts.Postcode];
        Form.Filled = string.Join('|', said);
        var register = facts.Register == Register.Charity ? "charity" : "company";
        return Differs
            ? $"The {register} register says about {facts.Number}: {string.Join(", ", said.Where(one => !string.IsNullOrEmpty(one)))}. We have kept what you typed."
            : $"This is what the {register} register says about {facts.Number}. Check it, and fill in the rest.";

        string? Take(string? now, string? says, int place)
        {
            var isTyped = !string.IsNullOrWhiteSpace(now) && now.Trim() != before.ElementAtOrDefault(place);
            if (says is null || use || !isTyped)
                return says ?? now;
            Differs |= !string.Equals(now!.Trim(), says, StringComparison.OrdinalIgnoreCase);
            return now;
        }
    }
}
