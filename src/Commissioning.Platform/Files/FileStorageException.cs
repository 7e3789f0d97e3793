namespace Commissioning.Platform.Files;

/// <summary>The storage cannot write or read files. The message is for the operator; <see cref="ForPeople"/> tells users what to do,
/// without details of the machine.</summary>
public sealed class FileStorageException(string message, bool isFull, Exception inner) : Exception(message, inner)
{
    public bool IsFull => isFull;
    public string ForPeople =>
        isFull
            ? "The portal has no room for files at the moment. Nothing was saved, and what you typed is still here. The people who run the portal have been told. Choose the file again later."
            : "The portal cannot store or read files at the moment. Nothing was saved, and what you typed is still here. The people who run the portal have been told. Choose the file again in a few minutes.";
}
