using Commissioning.Domain.Organisations;

namespace Commissioning.Web.Pages.Organisations;

/// <summary>A page with the organisation form.</summary>
public interface IOrganisationFormPage
{
    OrganisationForm Form { get; }

    /// <summary>Where an organisation may say that it works.</summary>
    IReadOnlyList<string> Areas { get; }

    /// <summary>The kinds of organisation.</summary>
    OrganisationKinds AllKinds { get; }
}
