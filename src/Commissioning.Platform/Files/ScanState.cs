namespace Commissioning.Platform.Files;

/// <summary>The virus scanner's result for a file. Files that the portal makes need no scan.</summary>
public enum ScanState
{
    NotNeeded,
    Awaiting,
    Clean,
    Quarantined,
}
