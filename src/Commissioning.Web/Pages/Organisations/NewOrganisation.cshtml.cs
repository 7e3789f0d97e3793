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

/// <summary>The short organisation form. On the way into an application its Save starts the draft, and the kind of organisation is the one of
/// the eligibility check.</summary>
[Requires(Permission.Apply), EnableRateLimiting(RateLimits.Upload)]
public sealed class NewOrganisationModel(
    Db db,
    SaveOrganisation saveOrganisation,
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

    /// <summary>What the register says, in a sentence.</summary>
    public string? Found { get; private set; }

    /// <summary>The kind that the eligibility check was answered for; null when it is still to be asked.</summary>
    public string? Kind { get; private set; }
    public bool Starts => StartAddress.RoundOf(ReturnUrl) is not null;
    public string? BackTo => StartAddress.RoundOf(ReturnUrl) is { } round ? Links.Applications.Eligibility(round) : null;

    public async Task OnGetAsync()
    {
        Areas = await db.ReadAsync(AreaQueries.ChoicesAsync);
        Kind = StartAddress.RoundOf(ReturnUrl) is { } round ? cookie.Find(round)?.Kind : null;
        Form.Kind = Kind ?? Form.Kind;
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await OnGetAsync();
        (Form.CharityNumber, Form.CompanyNumber) = OrganisationRules.ReadNumber(Form.Number, Form.Kind);
        var details = Form.Read();
        // Both numbers are typed into one box.
        var refusals = OrganisationRules
            .WhyDetailsAreWrong(details, Areas)
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
        var outcome = await saveOrganisation.CreateAsync(User.Actor(), details);
        if (!outcome.IsDone)
            return this.PageWithErrors(outcome);
        var next = this.LocalOr(ReturnUrl, Links.Organisations.Organisation(outcome.Value));
        return this.Next(await start.NextAsync(User.Actor(), next), $"{details.Name} added");
    }

    /// <summary>Fills in what the register says; what it does not say stays as it was typed.</summary>
    public async Task<IActionResult> OnPostFindAsync()
    {
        await OnGetAsync();
        var outcome = await findOnRegister.RunAsync(User.Actor(), Form.Number);
        if (!outcome.IsDone)
            return this.PageWithErrors(outcome);
        ModelState.Clear();
        Found = outcome.Value!.Facts is { } facts
            ? Fill(facts)
            : $"{Form.Number!.Trim()} is not on the registers that we can see. Fill in the boxes yourself.";
        if (outcome.Value.IsKnown)
            Found +=
                $" An organisation with this number is here already. Ask one of its people to invite you, or ring us: {office.ContactPhone}.";
        return Page();
    }

    private string Fill(RegisterFacts facts)
    {
        Form.Number = facts.Number;
        Form.Name = facts.Name;
        Form.Kind = Kind ?? RegisterRules.KindOf(facts) ?? Form.Kind;
        Form.AddressLine = facts.AddressLine ?? Form.AddressLine;
        Form.Town = facts.Town ?? Form.Town;
        Form.Postcode = facts.Postcode ?? Form.Postcode;
        var register = facts.Register == Register.Charity ? "charity" : "company";
        return $"This is what the {register} register says about {facts.Number}. Check it, and fill in the rest.";
    }
}
