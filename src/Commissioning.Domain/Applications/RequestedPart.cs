namespace Commissioning.Domain.Applications;

/// <summary>A part of a sent application, besides its answers, that the office can ask for again. In the order of the form.</summary>
public enum RequestedPart
{
    Project,
    Budget,
    Outcomes,
    Documents,
    Organisation,
}
