namespace Commissioning.Web.Pages.Organisations;

/// <summary>A page with the organisation form.</summary>
public interface IOrganisationFormPage
{
    OrganisationForm Form { get; }
}
