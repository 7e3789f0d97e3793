using Commissioning.Domain.Organisations;

namespace Commissioning.Web.Pages.Funds;

/// <summary>The two pages with the round form.</summary>
public interface IRoundFormPage
{
    RoundForm Form { get; }

    /// <summary>The kinds of organisation.</summary>
    OrganisationKinds Kinds { get; }
}
