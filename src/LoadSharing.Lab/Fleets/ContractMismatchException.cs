namespace LoadSharing.Lab.Fleets;

/// <summary>The firmware speaks another generation of the peer API than the user says it must.</summary>
/// <param name="message">Both generations and the remedy.</param>
internal sealed class ContractMismatchException(string message) : Exception(message);
